import type { AgentErrorCode, ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import type { HopCode } from '@hopwise/contracts/codes/hop-codes';
import { type CauseCode, causeText } from './cause-texts.ts';
import type { ClientFailureCode } from './chat-failure.ts';

const askAgainLater = 'Wait a minute and ask again.';
const checkSettings =
  'Compare SECRET_ID, TOKEN_URL, ISSUER, SCOPE and GATEWAY_URL of bedrock-gateway-proxy with the deployed resources.';
const checkIssuer =
  'Compare ISSUER and TOKEN_URL of bedrock-gateway-proxy with the user pool. Both must belong to the same pool.';
const checkAgent = 'Compare AGENT_ID and AGENT_ALIAS_ID of web-api with the deployed agent.';
const readWebApiLog = 'Read the log of web-api.';
const checkClient =
  'Compare client_id and client_secret in the secret with the machine client of the user pool.';
const checkTokenEndpoint =
  'Check TOKEN_URL of bedrock-gateway-proxy, the domain of the user pool, and the network of the function.';
const checkGatewayAddress =
  'Check GATEWAY_URL of bedrock-gateway-proxy: the gateway must exist and be READY.';
const checkGateway = `${checkGatewayAddress} Then read the gateway's log.`;
const reportDefect =
  'This is a defect. Find the turn by its correlation id in the log of bedrock-gateway-proxy.';

/** Codes of a failure that a person can do something about. A cause has its own text. */
type CuredCode =
  | Exclude<ClientFailureCode, 'ASK_ABORTED'>
  | Exclude<AgentErrorCode | HopCode, CauseCode>
  | Extract<ChatErrorCode, 'CALLER_UNKNOWN' | 'SESSION_NOT_YOURS'>;

/** What a person can do about a failure. */
const failureCures: Readonly<Record<CuredCode, string>> = {
  API_UNREACHABLE: 'Check your network, and the local stack if you use it. Then ask again.',
  API_TOKEN_REJECTED:
    'Sign out and sign in again. If that fails, or without a sign-in, check the authorizer of POST /chat: its user pool and its scopes.',
  API_ACCESS_DENIED:
    'Check the path: API Gateway also answers 403 to an unknown one. Then check the scopes of the token, the AWS WAF rules, and the resource policy of the API.',
  API_THROTTLED: `${askAgainLater} If it still fails, raise the throttling limits of the stage and of its usage plan.`,
  API_REQUEST_TOO_LARGE: 'Ask a shorter question.',
  API_REQUEST_REFUSED: 'Check that the address of the API is right, and that POST /chat exists.',
  API_UNAVAILABLE: `${askAgainLater} If it still fails, check the health of API Gateway in the Region.`,
  API_FUNCTION_NOT_CALLED:
    'Check that the resource policy of web-api allows API Gateway to invoke it, and that its execution role trusts lambda.amazonaws.com. If both are right, check whether Lambda throttles the function.',
  API_FUNCTION_FAILED: `${readWebApiLog} It shows the crash, or the timeout of the function.`,
  API_FUNCTION_TIMEOUT: `${readWebApiLog} It shows what the function waits for. Compare the timeout of the integration of POST /chat with the time that an answer needs.`,
  STREAM_CUT: `Ask again. If the answer is cut again: ${readWebApiLog}`,
  CALLER_UNKNOWN:
    "Give POST /chat its authorizer again and deploy the API, or set the stage parameter publicApi to 'true' if the stage is open on purpose.",
  SESSION_NOT_YOURS: 'Start a new conversation.',

  INVOKE_AGENT_DENIED:
    'Grant bedrock:InvokeAgent on the ARN of this agent alias to the execution role of web-api. A grant on the agent itself has no effect.',
  AGENT_MAINTENANCE_MODE:
    'Deploy this stage into an account that used Bedrock Agents before 2026-07-30, when AWS closed it to new customers. No permission helps.',
  AGENT_CREDENTIALS_REJECTED:
    'Make sure that web-api runs with its execution role, and that nothing changes the signed request.',
  AGENT_REQUEST_INVALID: `${checkAgent} Then: ${readWebApiLog}`,
  AGENT_NOT_FOUND: checkAgent,
  AGENT_UNREACHABLE: `Check the Region and the network of web-api. Then: ${readWebApiLog}`,
  AGENT_QUOTA_EXCEEDED: 'Wait, or request a higher quota.',
  AGENT_CONFLICT: 'Wait until the other question of this conversation has its answer.',
  AGENT_THROTTLED: askAgainLater,
  AGENT_MODEL_NOT_READY: askAgainLater,
  AGENT_INTERNAL_ERROR: askAgainLater,
  AGENT_BAD_GATEWAY: askAgainLater,
  AGENT_STREAM_INCOMPLETE: `Ask again. If it still fails: ${readWebApiLog} Look for an idle timeout between web-api and Bedrock.`,
  AGENT_FAILED: readWebApiLog,
  AGENT_RETURN_CONTROL: 'Set the Lambda function as the executor of the action group.',
  AGENT_TIMEOUT: 'Ask a smaller question, for example about one service or one severity.',

  AGENT_ROLE_DENIED:
    'Check the trust policy of the agent’s service role (SourceAccount, SourceArn) and its permission to invoke the model. If both are right, check the account’s access to the model.',
  AGENT_MODEL_FAILED: `Check that this account and region can use the agent's model. Then: ${askAgainLater}`,
  AGENT_DEPENDENCY_FAILED:
    'Check the resource policy of bedrock-gateway-proxy: it must allow bedrock.amazonaws.com to invoke the function for this agent. Check that the function’s execution role trusts lambda.amazonaws.com. If both are right, the function crashed: read its log.',

  SECRET_NOT_FOUND:
    'Create the secret that SECRET_ID of bedrock-gateway-proxy names, restore it if it is marked for deletion, or correct SECRET_ID.',
  SECRET_ACCESS_DENIED:
    'Grant secretsmanager:GetSecretValue on the secret’s ARN to the execution role of bedrock-gateway-proxy. Check that the secret’s resource policy does not deny that role.',
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
  TOKEN_CLAIM_CLIENT_ID: checkClient,
  TOKEN_CLAIM_SCOPE:
    'Allow every scope in SCOPE of bedrock-gateway-proxy to the machine client of the user pool.',
  TOKEN_CLAIM_TOKEN_USE: checkIssuer,
  CLOCK_SKEW: 'Compare the clock of the function with the clock of the token endpoint.',

  OAUTH_TOKEN_TO_AWS_SERVICE:
    'Find what replaces the Authorization header that the AWS SDK sets. A call to an AWS service needs an IAM signature. Only the gateway accepts the access token.',
  ORIGIN_NOT_GATEWAY: checkSettings,
  REDIRECT_REFUSED: checkSettings,
  REQUEST_INVALID: reportDefect,
  REQUEST_ABORTED: 'Ask again.',
  OPTIONS_INVALID: checkSettings,
  SIGNING_FAILED: checkSettings,

  GATEWAY_UNAUTHORIZED:
    'Compare the gateway’s JWT authorizer with the token: discovery URL with the issuer, allowed clients with the client id, allowed scopes with SCOPE. Remove AllowedAudience: the token has no aud claim. If all match, find what removes the Authorization header on the way, or adds a second credential.',
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

/**
 * What a person can do about a code: of a failure, or of the cause that a decision names. `undefined` for any other code.
 * Without a hop, `INTERNAL_ERROR` concerns web-api itself.
 */
export const cureOf = (code: string, hop: number | undefined): string | undefined => {
  if (code === 'INTERNAL_ERROR' && hop === undefined) return readWebApiLog;
  const cures: Readonly<Record<string, string>> = failureCures;
  return causeText(code, hop)?.cure ?? (Object.hasOwn(cures, code) ? cures[code] : undefined);
};
