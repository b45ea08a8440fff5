import { functionArn, type Identity, regionalArn } from './identities.ts';
import { accountStandIn, regionStandIn } from './stand-ins.ts';

/** What a deployed stack shows in addition to its template. */
export type Deployment = {
  readonly accountId: string;
  readonly region: string;
  /** Default: `aws`. */
  readonly partition?: string | undefined;
  /** The ids that AWS gave to the resources, by logical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
};

/** The text with the account, the Region and the partition of a deployment. */
export const located = (text: string, deployment: Deployment | undefined): string => {
  if (deployment === undefined) return text;
  const { accountId, region, partition = 'aws' } = deployment;
  return text
    .replaceAll(accountStandIn, accountId)
    .replaceAll(regionStandIn, region)
    .replaceAll(/\barn:aws:/g, `arn:${partition}:`);
};

/** The attributes of a deployed resource that follow from its physical id. They replace those of the template. */
export const deployedIdentity = (type: string, physicalId: string, path: string): Identity => ({
  Ref: physicalId,
  ...(Object.hasOwn(attributes, type) ? attributes[type]?.(physicalId, path) : {}),
});

const lastPart = (id: string): string => id.split(/[|/:]/).at(-1) ?? id;

/** Forms of the ids: the page of each type, section "Return values". */
const attributes: Readonly<Record<string, (id: string, path: string) => Identity>> = {
  'AWS::Lambda::Function': (id) => ({ Arn: functionArn(id) }),
  'AWS::Lambda::Alias': (id) => ({ AliasArn: id }),
  'AWS::Lambda::Version': (id) => ({ FunctionArn: id, Version: lastPart(id) }),
  'AWS::IAM::Role': (id, path) => ({ Arn: `arn:aws:iam::${accountStandIn}:role${path}${id}` }),
  'AWS::IAM::ManagedPolicy': (id) => ({ PolicyArn: id }),
  'AWS::ApiGateway::RestApi': (id) => ({ RestApiId: id }),
  'AWS::Bedrock::Agent': (id) => ({ AgentId: id, AgentArn: regionalArn('bedrock', `agent/${id}`) }),
  'AWS::Bedrock::AgentAlias': (id) => ({
    AgentAliasId: lastPart(id),
    AgentAliasArn: regionalArn('bedrock', `agent-alias/${id.replace('|', '/')}`),
  }),
  'AWS::Bedrock::Guardrail': (id) => ({
    GuardrailId: lastPart(id),
    GuardrailArn: regionalArn('bedrock', `guardrail/${lastPart(id)}`),
  }),
  'AWS::Bedrock::KnowledgeBase': (id) => ({
    KnowledgeBaseId: id,
    KnowledgeBaseArn: regionalArn('bedrock', `knowledge-base/${id}`),
  }),
  'AWS::BedrockAgentCore::Gateway': (id) => ({
    GatewayIdentifier: id,
    GatewayArn: regionalArn('bedrock-agentcore', `gateway/${id}`),
    GatewayUrl: `https://${id}.gateway.bedrock-agentcore.${regionStandIn}.amazonaws.com/mcp`,
  }),
  'AWS::BedrockAgentCore::PolicyEngine': (id) => ({
    PolicyEngineId: lastPart(id),
    PolicyEngineArn: regionalArn('bedrock-agentcore', `policy-engine/${lastPart(id)}`),
  }),
  'AWS::BedrockAgentCore::Runtime': (id) => ({
    AgentRuntimeId: lastPart(id),
    AgentRuntimeArn: regionalArn('bedrock-agentcore', `runtime/${lastPart(id)}`),
  }),
  'AWS::SecretsManager::Secret': (id) => ({ Id: id }),
  'AWS::KMS::Key': (id) => ({ KeyId: id, Arn: regionalArn('kms', `key/${id}`) }),
  'AWS::Cognito::UserPool': (id) => ({
    UserPoolId: id,
    Arn: regionalArn('cognito-idp', `userpool/${id}`),
  }),
  'AWS::S3::Bucket': (id) => ({ Arn: `arn:aws:s3:::${id}` }),
  'AWS::SNS::Topic': (id) => ({ TopicArn: id }),
};
