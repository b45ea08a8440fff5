import { accountStandIn, regionStandIn } from '../texts/stand-ins.ts';
import type { LinkKind } from '../topology/chain-link.ts';

/**
 * Who needs a permission at a link: the role in a property of the caller, the service that calls, or the service that the
 * trust policy of a role must allow.
 */
type NeedPrincipal =
  | { readonly roleProperty: string }
  | { readonly service: string }
  | { readonly trusted: string };

/** One row of the needs: a kind of link needs these actions on the resource to which it leads. */
export type NeedRow = {
  readonly kind: LinkKind;
  readonly principal: NeedPrincipal;
  /**
   * A service to which the resource policy can grant the action instead. AWS's pages disagree on which of the two uses the
   * key of an agent, so only a key that allows neither is certain to fail.
   */
  readonly orService?: string;
  /** The principal needs all of these actions. */
  readonly actions: readonly string[];
  /** Condition keys that the request of this need has, with their values. */
  readonly context?: Readonly<Record<string, string>>;
  /** The resource is a model, and the need exists in every Region of the inference profile. */
  readonly everyRegion?: true;
  /** The resource that contains the one of the link, if AWS documents grants on it, too. */
  readonly container?: (arn: string) => string | undefined;
  readonly source: string;
};

const agentRole = { roleProperty: 'AgentResourceRoleArn' } as const;
const gatewayRole = { roleProperty: 'RoleArn' } as const;
const executionRole = { roleProperty: 'Role' } as const;

const agentPage = 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html';
const profilePage =
  'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html';
const gatewayPage =
  'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html';
const enginePage =
  'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-permissions.html';
const outboundPage =
  'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html';
const secretsPage =
  'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html';
const lambdaPage =
  'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html';

const trusting = (kind: LinkKind, service: string, source: string): NeedRow => ({
  kind,
  principal: { trusted: service },
  actions: ['sts:AssumeRole'],
  source,
});

const invokedBy = (kind: LinkKind, service: string, source = lambdaPage): NeedRow => ({
  kind,
  principal: { service },
  actions: ['lambda:InvokeFunction'],
  source,
});

/**
 * The token vault of a credential provider. The policies on this page name the vault, the workload identity and its
 * directory; the service authorization reference also requires the provider:
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html
 */
const tokenVault = (provider: string): string | undefined =>
  /^(arn:.*:token-vault\/[^/]+)\//.exec(provider)?.[1];

/** Which permission each kind of link needs. A link without a row needs none, such as a call with a token. */
export const needRows: readonly NeedRow[] = [
  trusting('agent → role', 'bedrock.amazonaws.com', agentPage),
  trusting('gateway → role', 'bedrock-agentcore.amazonaws.com', enginePage),
  trusting(
    'function → role',
    'lambda.amazonaws.com',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  ),
  invokedBy('api → function', 'apigateway.amazonaws.com'),
  invokedBy('authorizer → function', 'apigateway.amazonaws.com'),
  {
    kind: 'function → agent',
    principal: executionRole,
    actions: ['bedrock:InvokeAgent'],
    source:
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html',
  },
  {
    kind: 'agent → model',
    principal: agentRole,
    actions: ['bedrock:InvokeModel'],
    source: agentPage,
  },
  {
    kind: 'agent → inference profile',
    principal: agentRole,
    actions: ['bedrock:InvokeModel'],
    source: profilePage,
  },
  {
    kind: 'agent → models of profile',
    principal: agentRole,
    actions: ['bedrock:InvokeModel'],
    everyRegion: true,
    source: profilePage,
  },
  { kind: 'agent → schema', principal: agentRole, actions: ['s3:GetObject'], source: agentPage },
  {
    kind: 'agent → knowledge base',
    principal: agentRole,
    actions: ['bedrock:Retrieve'],
    source: agentPage,
  },
  {
    kind: 'agent → guardrail',
    principal: agentRole,
    actions: ['bedrock:ApplyGuardrail'],
    source: agentPage,
  },
  {
    kind: 'agent → collaborator',
    principal: agentRole,
    actions: ['bedrock:GetAgentAlias', 'bedrock:InvokeAgent'],
    source: agentPage,
  },
  {
    kind: 'agent → key',
    principal: agentRole,
    orService: 'bedrock.amazonaws.com',
    actions: ['kms:Decrypt'],
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/cmk-agent-resources.html',
  },
  invokedBy('agent → function', 'bedrock.amazonaws.com', agentPage),
  {
    kind: 'function → secret',
    principal: executionRole,
    actions: ['secretsmanager:GetSecretValue'],
    source: secretsPage,
  },
  {
    kind: 'function → key of secret',
    principal: executionRole,
    actions: ['kms:Decrypt'],
    context: {
      'kms:CallerAccount': accountStandIn,
      'kms:ViaService': `secretsmanager.${regionStandIn}.amazonaws.com`,
    },
    source: secretsPage,
  },
  {
    kind: 'function → gateway with IAM',
    principal: executionRole,
    actions: ['bedrock-agentcore:InvokeGateway'],
    source: gatewayPage,
  },
  {
    kind: 'gateway → function',
    principal: gatewayRole,
    actions: ['lambda:InvokeFunction'],
    source: gatewayPage,
  },
  {
    kind: 'gateway → interceptor',
    principal: gatewayRole,
    actions: ['lambda:InvokeFunction'],
    source: gatewayPage,
  },
  {
    kind: 'gateway → policy engine',
    principal: gatewayRole,
    actions: ['bedrock-agentcore:GetPolicyEngine'],
    source: enginePage,
  },
  {
    kind: 'gateway → policies',
    principal: gatewayRole,
    actions: ['bedrock-agentcore:AuthorizeAction', 'bedrock-agentcore:PartiallyAuthorizeActions'],
    source: enginePage,
  },
  {
    kind: 'gateway → runtime',
    principal: gatewayRole,
    actions: ['bedrock-agentcore:InvokeAgentRuntime'],
    source: outboundPage,
  },
  {
    kind: 'gateway → API',
    principal: gatewayRole,
    actions: ['execute-api:Invoke'],
    source:
      'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html',
  },
  {
    kind: 'gateway → workload identity',
    principal: gatewayRole,
    actions: ['bedrock-agentcore:GetWorkloadAccessToken'],
    source:
      'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html',
  },
  {
    kind: 'gateway → OAuth provider',
    principal: gatewayRole,
    actions: ['bedrock-agentcore:GetResourceOauth2Token'],
    container: tokenVault,
    source: outboundPage,
  },
  {
    kind: 'gateway → API key provider',
    principal: gatewayRole,
    actions: ['bedrock-agentcore:GetResourceApiKey'],
    container: tokenVault,
    source: outboundPage,
  },
  invokedBy(
    'rotation → function',
    'secretsmanager.amazonaws.com',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html',
  ),
  invokedBy('rule → function', 'events.amazonaws.com'),
  invokedBy('topic → function', 'sns.amazonaws.com'),
  invokedBy('bucket → function', 's3.amazonaws.com'),
  invokedBy('user pool → function', 'cognito-idp.amazonaws.com'),
];
