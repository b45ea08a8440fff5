import type { Account } from '../account.ts';

type Input = Readonly<Record<string, unknown>>;

/** What a caller must be allowed to do in order to call an operation. */
export type OperationAction = {
  readonly action: string;
  /** ARN of what the call is about; `*` where IAM knows no resource for the action. */
  readonly resource: (input: Input, account: Account) => string;
};

const anyResource = (): string => '*';

const arn = (service: string, resource: string, { partition, region, accountId }: Account) =>
  `arn:${partition}:${service}:${region}:${accountId}:${resource}`;

const text = (input: Input, member: string): string => String(input[member] ?? '');

const hub = (_input: Input, account: Account): string => arn('securityhub', 'hub/default', account);

const detector = (input: Input, account: Account): string =>
  arn('guardduty', `detector/${text(input, 'DetectorId')}`, account);

const analyzer = (input: Input): string => text(input, 'analyzerArn');

const userPool = (input: Input, account: Account): string =>
  arn('cognito-idp', `userpool/${text(input, 'UserPoolId')}`, account);

const functionArn = (input: Input, account: Account): string => {
  const name = text(input, 'FunctionName');
  return name.startsWith('arn:') ? name : arn('lambda', `function:${name}`, account);
};

const agent = (input: Input, account: Account): string =>
  arn('bedrock', `agent/${text(input, 'agentId')}`, account);

const agentAlias = (input: Input, account: Account): string =>
  arn('bedrock', `agent-alias/${text(input, 'agentId')}/${text(input, 'agentAliasId')}`, account);

const gateway = (input: Input, account: Account): string =>
  arn('bedrock-agentcore', `gateway/${text(input, 'gatewayIdentifier')}`, account);

const role = (input: Input, { partition, accountId }: Account): string =>
  `arn:${partition}:iam::${accountId}:role/${text(input, 'RoleName')}`;

/** The last part is an id that the stack gets when it is created. */
const stack = (input: Input, account: Account): string =>
  arn('cloudformation', `stack/${text(input, 'StackName')}/local`, account);

/** API Gateway's resources are its paths, and the actions its methods. */
const apiPath =
  (suffix: (input: Input) => string) =>
  (input: Input, { partition, region }: Account): string =>
    `arn:${partition}:apigateway:${region}::/restapis/${text(input, 'restApiId')}/resources${suffix(input)}`;

/** Secrets Manager has resolved the id to an ARN before it asks. */
const secret = (input: Input): string => text(input, 'SecretId');

/**
 * An API operation is not always an IAM action of the same name, so every operation stands here, by
 * signing name and operation. What does not stand here is denied.
 * See https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
const actions: Readonly<Record<string, OperationAction>> = {
  'access-analyzer.GetFindingV2': { action: 'access-analyzer:GetFinding', resource: analyzer },
  'access-analyzer.ListAnalyzers': {
    action: 'access-analyzer:ListAnalyzers',
    resource: anyResource,
  },
  'access-analyzer.ListFindingsV2': { action: 'access-analyzer:ListFindings', resource: analyzer },
  'apigateway.GetMethod': {
    action: 'apigateway:GET',
    resource: apiPath(
      (input) => `/${text(input, 'resourceId')}/methods/${text(input, 'httpMethod')}`,
    ),
  },
  'apigateway.GetResources': { action: 'apigateway:GET', resource: apiPath(() => '') },
  'bedrock.GetAgent': { action: 'bedrock:GetAgent', resource: agent },
  'bedrock.GetAgentAlias': { action: 'bedrock:GetAgentAlias', resource: agentAlias },
  'bedrock-agentcore.GetGateway': { action: 'bedrock-agentcore:GetGateway', resource: gateway },
  'bedrock-agentcore.ListGatewayTargets': {
    action: 'bedrock-agentcore:ListGatewayTargets',
    resource: gateway,
  },
  'cloudformation.DescribeStackResources': {
    action: 'cloudformation:DescribeStackResources',
    resource: stack,
  },
  'cloudformation.DescribeStacks': { action: 'cloudformation:DescribeStacks', resource: stack },
  'cloudformation.GetTemplate': { action: 'cloudformation:GetTemplate', resource: stack },
  'cognito-idp.DescribeUserPoolClient': {
    action: 'cognito-idp:DescribeUserPoolClient',
    resource: userPool,
  },
  'cognito-idp.AddUserPoolClientSecret': {
    action: 'cognito-idp:AddUserPoolClientSecret',
    resource: userPool,
  },
  'cognito-idp.DeleteUserPoolClientSecret': {
    action: 'cognito-idp:DeleteUserPoolClientSecret',
    resource: userPool,
  },
  'cognito-idp.ListUserPoolClientSecrets': {
    action: 'cognito-idp:ListUserPoolClientSecrets',
    resource: userPool,
  },
  'guardduty.GetDetector': { action: 'guardduty:GetDetector', resource: detector },
  'guardduty.GetFindings': { action: 'guardduty:GetFindings', resource: anyResource },
  'guardduty.ListDetectors': { action: 'guardduty:ListDetectors', resource: anyResource },
  'guardduty.ListFindings': { action: 'guardduty:ListFindings', resource: anyResource },
  'iam.GetRole': { action: 'iam:GetRole', resource: role },
  'iam.SimulatePrincipalPolicy': {
    action: 'iam:SimulatePrincipalPolicy',
    resource: (input) => text(input, 'PolicySourceArn'),
  },
  'inspector2.BatchGetAccountStatus': {
    action: 'inspector2:BatchGetAccountStatus',
    resource: anyResource,
  },
  'inspector2.ListFindings': { action: 'inspector2:ListFindings', resource: anyResource },
  'lambda.GetFunctionConfiguration': {
    action: 'lambda:GetFunctionConfiguration',
    resource: functionArn,
  },
  'lambda.GetPolicy': { action: 'lambda:GetPolicy', resource: functionArn },
  'secretsmanager.DescribeSecret': { action: 'secretsmanager:DescribeSecret', resource: secret },
  'secretsmanager.GetSecretValue': { action: 'secretsmanager:GetSecretValue', resource: secret },
  'secretsmanager.PutSecretValue': { action: 'secretsmanager:PutSecretValue', resource: secret },
  'secretsmanager.RotateSecret': { action: 'secretsmanager:RotateSecret', resource: secret },
  'secretsmanager.UpdateSecretVersionStage': {
    action: 'secretsmanager:UpdateSecretVersionStage',
    resource: secret,
  },
  'securityhub.DescribeHub': { action: 'securityhub:DescribeHub', resource: hub },
  'securityhub.GetEnabledStandards': { action: 'securityhub:GetEnabledStandards', resource: hub },
  'securityhub.GetFindings': { action: 'securityhub:GetFindings', resource: hub },
};

/** Every operation that is served by the SDK's schemas, as `signing name.Operation`. */
export const servedOperations: readonly string[] = Object.keys(actions);

export const actionOfOperation = (
  signingName: string,
  operation: string,
): OperationAction | undefined => actions[`${signingName}.${operation}`];
