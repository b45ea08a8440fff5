import type { AgentErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import type { HopCode } from '@hopwise/contracts/codes/hop-codes';

const askAgainLater = 'Wait a minute and ask again.';
const checkSettings =
  'Compare SECRET_ID, TOKEN_URL, ISSUER, SCOPE and GATEWAY_URL of bedrock-gateway-proxy with the deployed resources.';
const checkIssuer =
  'Compare ISSUER and TOKEN_URL of bedrock-gateway-proxy with the user pool. Both must belong to the same pool.';
const checkClient =
  'Compare client_id and client_secret in the secret with the machine client of the user pool.';
const checkTokenEndpoint =
  'Check TOKEN_URL of bedrock-gateway-proxy, the domain of the user pool, and the network of the function.';
const checkCredentials =
  'Send the OAuth access token only to the gateway, and nothing else in the Authorization header. AWS services need an IAM signature.';
const checkGatewayAddress =
  'Check GATEWAY_URL of bedrock-gateway-proxy: the gateway must exist and be READY.';
const checkGateway = `${checkGatewayAddress} Then read the gateway's log.`;
const reportDefect =
  'This is a defect. Find the turn by its correlation id in the log of bedrock-gateway-proxy.';

export type CuredCode =
  | HopCode
  | Extract<AgentErrorCode, 'AGENT_ROLE_DENIED' | 'AGENT_DEPENDENCY_FAILED' | 'AGENT_MODEL_FAILED'>;

/** What a person can do about a failure at hops 4 to 7. */
export const failureCures: Readonly<Record<CuredCode, string>> = {
  AGENT_ROLE_DENIED:
    'Check the trust policy of the agent’s service role (SourceAccount, SourceArn) and its permission to invoke the model.',
  AGENT_MODEL_FAILED: `Check that this account and region can use the agent's model. Then: ${askAgainLater}`,
  AGENT_DEPENDENCY_FAILED:
    'Check the resource policy of bedrock-gateway-proxy: it must allow bedrock.amazonaws.com to invoke the function for this agent. Check that the function’s execution role trusts lambda.amazonaws.com. If both are right, the function crashed: read its log.',

  SECRET_NOT_FOUND:
    'Create the secret that SECRET_ID of bedrock-gateway-proxy names, restore it if it is marked for deletion, or correct SECRET_ID.',
  SECRET_ACCESS_DENIED:
    'Grant secretsmanager:GetSecretValue on the secret’s ARN to the execution role of bedrock-gateway-proxy.',
  SECRET_UNAVAILABLE:
    'Check that the function can reach Secrets Manager and use the KMS key of the secret.',
  SECRET_MALFORMED: `Store the secret as JSON with clientId and clientSecret. ${checkClient}`,

  TOKEN_ENDPOINT_UNREACHABLE: checkTokenEndpoint,
  TOKEN_ENDPOINT_TIMEOUT: checkTokenEndpoint,
  TOKEN_ENDPOINT_UNAVAILABLE: `${askAgainLater} If it still fails, check the quotas of the user pool.`,
  TOKEN_REQUEST_REJECTED: `${checkClient} The client must allow client_credentials and the scopes in SCOPE.`,
  SCOPE_NOT_GRANTED:
    'Allow every scope in SCOPE of bedrock-gateway-proxy to the machine client of the user pool, or correct SCOPE.',
  CLIENT_FLOW_MISSING: 'Allow the flow client_credentials to the machine client of the user pool.',
  TOKEN_RESPONSE_MALFORMED: checkTokenEndpoint,
  ISSUER_MISMATCH: checkIssuer,
  TOKEN_CLAIM_CLIENT_ID: checkClient,
  TOKEN_CLAIM_SCOPE:
    'Allow every scope in SCOPE of bedrock-gateway-proxy to the machine client of the user pool.',
  TOKEN_CLAIM_TOKEN_USE: checkIssuer,
  CLOCK_SKEW: 'Compare the clock of the function with the clock of the token endpoint.',
  TOKEN_EXPIRED: `${askAgainLater} If it still fails, compare the clocks of the function and of the token endpoint.`,

  OAUTH_TOKEN_TO_AWS_SERVICE: checkCredentials,
  NO_TOKEN_TO_GATEWAY: checkCredentials,
  MIXED_CREDENTIALS: checkCredentials,
  ORIGIN_NOT_GATEWAY: checkSettings,
  REDIRECT_REFUSED: checkSettings,
  REQUEST_INVALID: reportDefect,
  REQUEST_ABORTED: 'Ask again.',
  OPTIONS_INVALID: checkSettings,
  SIGNING_FAILED: checkSettings,

  GATEWAY_UNAUTHORIZED:
    'Compare the gateway’s JWT authorizer with the token: discovery URL with the issuer, allowed clients with the client id, allowed scopes with SCOPE. Without a token in the request, check what removes the Authorization header.',
  GATEWAY_FORBIDDEN: 'Add the client id to the allowed clients of the gateway’s JWT authorizer.',
  GATEWAY_POLICY_DENIED:
    'Add a policy to the gateway’s policy engine that permits this tool for this client.',
  GATEWAY_THROTTLED: askAgainLater,
  GATEWAY_TIMEOUT: `${askAgainLater} If it still fails, ask a smaller question or read the gateway's log.`,
  GATEWAY_UNREACHABLE: checkGatewayAddress,
  GATEWAY_FAULT: `${askAgainLater} If it still fails, read the gateway's log.`,
  GATEWAY_REQUEST_REFUSED: checkGateway,
  GATEWAY_ARGUMENTS_REJECTED: 'Ask again in other words.',
  GATEWAY_VERSION_UNSUPPORTED: 'Add 2025-11-25 to the supported MCP versions of the gateway.',
  GATEWAY_NOT_FOUND: checkGatewayAddress,
  GATEWAY_SESSION_REQUIRED:
    'Turn off sessions at the gateway. bedrock-gateway-proxy does not use them.',
  GATEWAY_INPUT_REQUIRED: 'Use a target whose tools need no input from a person.',
  GATEWAY_RESPONSE_EMPTY: checkGateway,
  GATEWAY_RESPONSE_INCOMPLETE: checkGateway,
  GATEWAY_RESPONSE_BATCH: checkGateway,
  GATEWAY_RESPONSE_ID_MISMATCH: checkGateway,
  GATEWAY_RESPONSE_MALFORMED: checkGateway,
  GATEWAY_RESPONSE_TOO_LARGE:
    'Ask a smaller question, for example about one service or one severity.',

  GATEWAY_TARGET_MISSING:
    'Create the gateway target that TARGET_NAME of bedrock-gateway-proxy names, with the tools of security-tools.',
  GATEWAY_TARGET_FAILED:
    'Check that the gateway’s role trusts bedrock-agentcore.amazonaws.com and has lambda:InvokeFunction on security-tools. If both are right, read the log of security-tools.',
  TOOL_RESULT_MALFORMED:
    'Check that the gateway target is security-tools, in the same version as bedrock-gateway-proxy.',
  TOOL_UNKNOWN:
    'Deploy the agent and bedrock-gateway-proxy together, so that both have the same tools.',
  ARGUMENTS_INVALID: 'Ask again in other words.',

  INTERNAL_ERROR: reportDefect,
};

/** The cure by code; `undefined` for a code of another kind of failure. */
export const cureOf = (code: string): string | undefined => {
  const cures: Readonly<Record<string, string>> = failureCures;
  return Object.hasOwn(cures, code) ? cures[code] : undefined;
};
