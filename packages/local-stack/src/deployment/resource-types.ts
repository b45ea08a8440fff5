import { randomBytes } from 'node:crypto';
import { roleIdOf } from '../access/role-id.ts';
import type { Account } from '../account.ts';
import { cloudFrontTypes } from './cloudfront-types.ts';
import { physicalId } from './physical-id.ts';
import { nameOf } from './resource-name.ts';
import type { DeployContext, ResourceIdentity, ResourceType } from './resource-type.ts';

type Properties = Readonly<Record<string, unknown>>;

const arn = (
  service: string,
  { partition, region, accountId }: Account,
  resource: string,
): string => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;

/** A type that nothing refers to but by its physical id. */
const plain = (type: string): ResourceType => ({
  type,
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});

const bucket = (
  _properties: Properties,
  { logicalId, account }: DeployContext,
): ResourceIdentity => {
  const ref = `${logicalId.toLowerCase()}-${physicalId(logicalId, 'lowerAlphanumeric', 12)}`;
  return {
    ref,
    attributes: {
      Arn: `arn:${account.partition}:s3:::${ref}`,
      RegionalDomainName: `${ref}.s3.${account.region}.amazonaws.com`,
    },
  };
};

const logGroup = (properties: Properties, context: DeployContext): ResourceIdentity => {
  const ref = nameOf(properties, 'LogGroupName', context);
  return { ref, attributes: { Arn: arn('logs', context.account, `log-group:${ref}:*`) } };
};

const lambdaFunction = (properties: Properties, context: DeployContext): ResourceIdentity => {
  const ref = nameOf(properties, 'FunctionName', context);
  return { ref, attributes: { Arn: arn('lambda', context.account, `function:${ref}`) } };
};

const restApi = (_properties: Properties, { logicalId }: DeployContext): ResourceIdentity => ({
  ref: physicalId(logicalId, 'lowerAlphanumeric', 10),
  attributes: { RootResourceId: physicalId(`${logicalId}/`, 'lowerAlphanumeric', 10) },
});

const apiResource = (_properties: Properties, { logicalId }: DeployContext): ResourceIdentity => ({
  ref: physicalId(logicalId, 'lowerAlphanumeric', 6),
  attributes: {},
});

const userPool = (
  _properties: Properties,
  { logicalId, account }: DeployContext,
): ResourceIdentity => {
  const ref = `${account.region}_${physicalId(logicalId, 'alphanumeric', 9)}`;
  return {
    ref,
    attributes: {
      UserPoolId: ref,
      Arn: arn('cognito-idp', account, `userpool/${ref}`),
      ProviderName: `cognito-idp.${account.region}.amazonaws.com/${ref}`,
      ProviderURL: `https://cognito-idp.${account.region}.amazonaws.com/${ref}`,
    },
  };
};

const userPoolDomain = (properties: Properties, context: DeployContext): ResourceIdentity => ({
  ref: nameOf(properties, 'Domain', context),
  attributes: {},
});

const resourceServer = (properties: Properties, context: DeployContext): ResourceIdentity => ({
  ref: nameOf(properties, 'Identifier', context),
  attributes: {},
});

/** The secret is new at each start, as it is at each creation on AWS. */
const userPoolClient = (properties: Properties, { logicalId }: DeployContext): ResourceIdentity => {
  const ref = physicalId(logicalId, 'lowerAlphanumeric', 26);
  const secret = randomBytes(38).toString('hex').slice(0, 52);
  const confidential = properties.GenerateSecret === true;
  return { ref, attributes: { ClientId: ref, ...(confidential ? { ClientSecret: secret } : {}) } };
};

const secret = (properties: Properties, context: DeployContext): ResourceIdentity => {
  const name = nameOf(properties, 'Name', context);
  const suffix = physicalId(context.logicalId, 'alphanumeric', 6);
  const ref = arn('secretsmanager', context.account, `secret:${name}-${suffix}`);
  return { ref, attributes: { Id: ref } };
};

/** CloudFormation names a schedule by its secret. */
const rotationSchedule = (properties: Properties): ResourceIdentity => ({
  ref: String(properties.SecretId),
  attributes: { Id: String(properties.SecretId) },
});

const role = (properties: Properties, context: DeployContext): ResourceIdentity => {
  const ref = nameOf(properties, 'RoleName', context);
  const { partition, accountId } = context.account;
  const roleArn = `arn:${partition}:iam::${accountId}:role/${ref}`;
  return { ref, attributes: { Arn: roleArn, RoleId: roleIdOf(roleArn) } };
};

const agent = (
  _properties: Properties,
  { logicalId, account }: DeployContext,
): ResourceIdentity => {
  const ref = physicalId(logicalId, 'upperAlphanumeric', 10);
  const agentArn = arn('bedrock', account, `agent/${ref}`);
  return {
    ref,
    attributes: {
      AgentId: ref,
      AgentArn: agentArn,
      AgentStatus: 'PREPARED',
      AgentVersion: 'DRAFT',
    },
  };
};

const agentAlias = (properties: Properties, context: DeployContext): ResourceIdentity => {
  const aliasId = physicalId(context.logicalId, 'upperAlphanumeric', 10);
  const agentId = String(properties.AgentId);
  const aliasArn = arn('bedrock', context.account, `agent-alias/${agentId}/${aliasId}`);
  return {
    ref: `${agentId}|${aliasId}`,
    attributes: { AgentAliasId: aliasId, AgentAliasArn: aliasArn },
  };
};

const gateway = (properties: Properties, context: DeployContext): ResourceIdentity => {
  const name = nameOf(properties, 'Name', context).toLowerCase();
  const ref = `${name}-${physicalId(context.logicalId, 'lowerAlphanumeric', 10)}`;
  const { region } = context.account;
  return {
    ref,
    attributes: {
      GatewayIdentifier: ref,
      GatewayArn: arn('bedrock-agentcore', context.account, `gateway/${ref}`),
      GatewayUrl: `https://${ref}.gateway.bedrock-agentcore.${region}.amazonaws.com/mcp`,
    },
  };
};

const gatewayTarget = (_properties: Properties, { logicalId }: DeployContext): ResourceIdentity => {
  const targetId = physicalId(logicalId, 'upperAlphanumeric', 10);
  return { ref: targetId, attributes: { TargetId: targetId } };
};

/** Every resource type that the local stack deploys; any other is refused by name. */
export const resourceTypes: readonly ResourceType[] = [
  { type: 'AWS::ApiGateway::Authorizer', identify: apiResource },
  plain('AWS::ApiGateway::Deployment'),
  plain('AWS::ApiGateway::GatewayResponse'),
  plain('AWS::ApiGateway::Method'),
  { type: 'AWS::ApiGateway::Resource', identify: apiResource },
  { type: 'AWS::ApiGateway::RestApi', identify: restApi },
  { type: 'AWS::Bedrock::Agent', identify: agent },
  { type: 'AWS::Bedrock::AgentAlias', identify: agentAlias },
  { type: 'AWS::BedrockAgentCore::Gateway', identify: gateway },
  { type: 'AWS::BedrockAgentCore::GatewayTarget', identify: gatewayTarget },
  ...cloudFrontTypes,
  { type: 'AWS::Cognito::UserPool', identify: userPool },
  { type: 'AWS::Cognito::UserPoolClient', identify: userPoolClient },
  { type: 'AWS::Cognito::UserPoolDomain', identify: userPoolDomain },
  { type: 'AWS::Cognito::UserPoolResourceServer', identify: resourceServer },
  { type: 'AWS::IAM::Role', identify: role },
  { type: 'AWS::Lambda::Function', identify: lambdaFunction },
  plain('AWS::Lambda::Permission'),
  { type: 'AWS::Logs::LogGroup', identify: logGroup },
  { type: 'AWS::S3::Bucket', identify: bucket },
  plain('AWS::S3::BucketPolicy'),
  { type: 'AWS::SecretsManager::RotationSchedule', identify: rotationSchedule },
  { type: 'AWS::SecretsManager::Secret', identify: secret },
];
