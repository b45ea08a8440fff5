import type { HopCode } from '@hopwise/contracts/codes/hop-codes';

const badResponse = "The gateway's answer is not usable.";
const notConfigured = 'The settings of bedrock-gateway-proxy are wrong.';
const wrongToken = 'The access token does not match the settings of bedrock-gateway-proxy.';

/**
 * What happened at hop 6 or hop 7, for the user. The refusal has only a code, so that the function behind the agent cannot
 * put text into the page.
 */
export const refusalMessages: Readonly<Record<HopCode, string>> = {
  SECRET_NOT_FOUND:
    "The secret with the OAuth client's secret does not exist, or is marked for deletion.",
  SECRET_ACCESS_DENIED:
    "The execution role of bedrock-gateway-proxy is not allowed to read the OAuth client's secret.",
  SECRET_UNAVAILABLE: "Secrets Manager did not return the OAuth client's secret.",
  SECRET_MALFORMED: "The secret does not contain the OAuth client's id and client secret.",

  TOKEN_ENDPOINT_UNREACHABLE: 'The token endpoint does not answer.',
  TOKEN_ENDPOINT_TIMEOUT: 'The token endpoint did not answer in time.',
  TOKEN_ENDPOINT_UNAVAILABLE: 'The token endpoint is overloaded or failing.',
  TOKEN_REQUEST_REJECTED: 'The token endpoint refused the OAuth client.',
  TOKEN_RESPONSE_MALFORMED: "The token endpoint's answer contains no access token.",
  SCOPE_NOT_GRANTED: 'The token endpoint refused a scope that the OAuth client does not have.',
  CLIENT_FLOW_MISSING: 'The token endpoint refused the OAuth flow, which the client does not have.',
  ISSUER_MISMATCH:
    'The access token comes from another user pool than bedrock-gateway-proxy expects.',
  TOKEN_CLAIM_CLIENT_ID: wrongToken,
  TOKEN_CLAIM_SCOPE: wrongToken,
  TOKEN_CLAIM_TOKEN_USE: wrongToken,
  CLOCK_SKEW: 'The access token was expired when it arrived.',
  TOKEN_EXPIRED: 'The access token has expired.',

  OAUTH_TOKEN_TO_AWS_SERVICE: 'An OAuth access token was sent to an AWS service.',
  NO_TOKEN_TO_GATEWAY: 'The gateway was called without an access token.',
  MIXED_CREDENTIALS: 'The gateway was called with an IAM signature and an access token.',
  ORIGIN_NOT_GATEWAY: 'A request with an access token was about to leave for another host.',
  REDIRECT_REFUSED: 'The gateway or the token endpoint answered with a redirect.',
  REQUEST_INVALID: 'The request to the gateway is invalid.',
  REQUEST_ABORTED: 'The request to the gateway was cancelled.',
  OPTIONS_INVALID: notConfigured,
  SIGNING_FAILED: notConfigured,

  GATEWAY_UNAUTHORIZED: 'The gateway answered 401: it did not accept the request.',
  GATEWAY_FORBIDDEN: 'The gateway does not allow this OAuth client.',
  GATEWAY_POLICY_DENIED: "The gateway's policy does not allow this tool call.",
  GATEWAY_THROTTLED: 'The gateway is receiving too many requests.',
  GATEWAY_TIMEOUT: 'The gateway did not answer in time.',
  GATEWAY_UNREACHABLE: 'The gateway does not answer.',
  GATEWAY_FAULT: 'The gateway failed.',
  GATEWAY_REQUEST_REFUSED: 'The gateway refused the request.',
  GATEWAY_ARGUMENTS_REJECTED: 'The gateway refused the arguments of the tool call.',
  GATEWAY_VERSION_UNSUPPORTED: 'The gateway does not support MCP version 2025-11-25.',
  GATEWAY_NOT_FOUND: 'No gateway has the URL in the settings of bedrock-gateway-proxy.',
  GATEWAY_SESSION_REQUIRED: 'The gateway requires an MCP session.',
  GATEWAY_INPUT_REQUIRED: 'The gateway requests input from a person.',
  GATEWAY_RESPONSE_EMPTY: badResponse,
  GATEWAY_RESPONSE_INCOMPLETE: badResponse,
  GATEWAY_RESPONSE_BATCH: badResponse,
  GATEWAY_RESPONSE_ID_MISMATCH: badResponse,
  GATEWAY_RESPONSE_MALFORMED: badResponse,
  GATEWAY_RESPONSE_TOO_LARGE: badResponse,

  GATEWAY_TARGET_MISSING: 'The gateway does not have this tool.',
  GATEWAY_TARGET_FAILED: 'The gateway could not run the tool.',
  TOOL_RESULT_MALFORMED: "The tool's answer is not a tool result.",
  TOOL_UNKNOWN: 'A tool with this name does not exist.',
  ARGUMENTS_INVALID: 'The arguments do not match the tool.',

  INTERNAL_ERROR: 'The call to the tools failed with an unknown error.',
};
