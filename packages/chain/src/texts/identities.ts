import { accountStandIn, regionStandIn, secretSuffix } from './stand-ins.ts';

/** What an identity is built from. */
export type IdentityInput = {
  /** Text of a property, or a generated id if the property is missing. */
  name(property: string): string;
  /** Text of a property. */
  text(property: string): string;
  /** A value that AWS generates. */
  generated(attribute: string): string;
};

/** The values of `Ref` (as `Ref`) and of attributes whose form AWS documents. */
export type Identity = Readonly<Record<string, string>>;

export const regionalArn = (service: string, resource: string): string =>
  `arn:aws:${service}:${regionStandIn}:${accountStandIn}:${resource}`;

const iamArn = (resource: string): string => `arn:aws:iam::${accountStandIn}:${resource}`;

/** The ARN of a function that a text names by its name, partial ARN or ARN. */
export const functionArn = (text: string): string => {
  if (text.startsWith('arn:')) return text;
  const [, account = accountStandIn, name = text] = /^(\d{12}):function:(.+)$/.exec(text) ?? [];
  return `arn:aws:lambda:${regionStandIn}:${account}:function:${name}`;
};

const lambdaFunction = ({ name }: IdentityInput): Identity => ({
  Ref: name('FunctionName'),
  Arn: functionArn(name('FunctionName')),
});

const secret = ({ name }: IdentityInput): Identity => {
  const arn = regionalArn('secretsmanager', `secret:${name('Name')}-${secretSuffix}`);
  return { Ref: arn, Id: arn };
};

const restApi = ({ generated }: IdentityInput): Identity => ({
  Ref: generated('Ref'),
  RestApiId: generated('Ref'),
  RootResourceId: generated('RootResourceId'),
});

const stage = ({ name }: IdentityInput): Identity => ({ Ref: name('StageName') });

/**
 * How AWS names resources. Forms: the page of each type, section "Return values", and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const identities: Readonly<Record<string, (input: IdentityInput) => Identity>> = {
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::Alias': ({ name, text }) => {
    const arn = `${functionArn(text('FunctionName'))}:${name('Name')}`;
    return { Ref: arn, AliasArn: arn };
  },
  'AWS::Lambda::Version': ({ text, generated }) => {
    const arn = `${functionArn(text('FunctionName'))}:${generated('Version')}`;
    return { Ref: arn, FunctionArn: arn, Version: generated('Version') };
  },
  'AWS::IAM::Role': ({ name }) => ({
    Ref: name('RoleName'),
    Arn: iamArn(`role/${name('RoleName')}`),
  }),
  'AWS::IAM::ManagedPolicy': ({ name }) => {
    const arn = iamArn(`policy/${name('ManagedPolicyName')}`);
    return { Ref: arn, PolicyArn: arn };
  },
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGateway::Stage': stage,
  'AWS::ApiGatewayV2::Stage': stage,
  'AWS::Bedrock::Agent': ({ generated }) => ({
    Ref: generated('AgentId'),
    AgentId: generated('AgentId'),
    AgentArn: regionalArn('bedrock', `agent/${generated('AgentId')}`),
  }),
  'AWS::Bedrock::AgentAlias': ({ text, generated }) => ({
    Ref: `${text('AgentId')}|${generated('AgentAliasId')}`,
    AgentAliasId: generated('AgentAliasId'),
    AgentAliasArn: regionalArn(
      'bedrock',
      `agent-alias/${text('AgentId')}/${generated('AgentAliasId')}`,
    ),
  }),
  'AWS::Bedrock::Guardrail': ({ generated }) => {
    const arn = regionalArn('bedrock', `guardrail/${generated('GuardrailId')}`);
    return { Ref: arn, GuardrailArn: arn, GuardrailId: generated('GuardrailId') };
  },
  'AWS::Bedrock::KnowledgeBase': ({ generated }) => ({
    Ref: generated('KnowledgeBaseId'),
    KnowledgeBaseId: generated('KnowledgeBaseId'),
    KnowledgeBaseArn: regionalArn('bedrock', `knowledge-base/${generated('KnowledgeBaseId')}`),
  }),
  'AWS::Bedrock::ApplicationInferenceProfile': ({ generated }) => {
    const arn = regionalArn(
      'bedrock',
      `application-inference-profile/${generated('InferenceProfileId')}`,
    );
    return {
      Ref: generated('InferenceProfileId'),
      InferenceProfileId: generated('InferenceProfileId'),
      InferenceProfileArn: arn,
    };
  },
  'AWS::BedrockAgentCore::Gateway': ({ name, generated }) => {
    const id = `${name('Name').toLowerCase()}-${generated('Suffix')}`;
    return {
      Ref: id,
      GatewayIdentifier: id,
      GatewayArn: regionalArn('bedrock-agentcore', `gateway/${id}`),
      GatewayUrl: `https://${id}.gateway.bedrock-agentcore.${regionStandIn}.amazonaws.com/mcp`,
    };
  },
  'AWS::BedrockAgentCore::PolicyEngine': ({ name, generated }) => {
    const id = `${name('Name')}-${generated('Suffix')}`;
    return {
      Ref: id,
      PolicyEngineId: id,
      PolicyEngineArn: regionalArn('bedrock-agentcore', `policy-engine/${id}`),
    };
  },
  'AWS::BedrockAgentCore::Runtime': ({ name, generated }) => {
    const id = `${name('AgentRuntimeName')}-${generated('Suffix')}`;
    return {
      Ref: id,
      AgentRuntimeId: id,
      AgentRuntimeArn: regionalArn('bedrock-agentcore', `runtime/${id}`),
    };
  },
  'AWS::SecretsManager::Secret': secret,
  'AWS::KMS::Key': ({ generated }) => ({
    Ref: generated('KeyId'),
    KeyId: generated('KeyId'),
    Arn: regionalArn('kms', `key/${generated('KeyId')}`),
  }),
  'AWS::Cognito::UserPool': ({ generated }) => ({
    Ref: generated('UserPoolId'),
    UserPoolId: generated('UserPoolId'),
    Arn: regionalArn('cognito-idp', `userpool/${generated('UserPoolId')}`),
  }),
  'AWS::S3::Bucket': ({ name }) => ({
    Ref: name('BucketName'),
    Arn: `arn:aws:s3:::${name('BucketName')}`,
  }),
  'AWS::SNS::Topic': ({ name }) => {
    const arn = regionalArn('sns', name('TopicName'));
    return { Ref: arn, TopicArn: arn };
  },
  'AWS::Events::Rule': ({ name }) => ({
    Ref: name('Name'),
    Arn: regionalArn('events', `rule/${name('Name')}`),
  }),
  'AWS::Logs::LogGroup': ({ name }) => ({
    Ref: name('LogGroupName'),
    Arn: regionalArn('logs', `log-group:${name('LogGroupName')}:*`),
  }),
};
