import * as z from 'zod/mini';

/**
 * Failures of the access token. Most are error codes of `@hopwise/auth`. The library imports nothing from this repository,
 * so it declares its codes itself. The proxy replaces a code that has another name in a finding of the doctor, and its type
 * check compares both lists.
 */
const accessTokenFailureCodes = [
  'OPTIONS_INVALID',
  'SECRET_NOT_FOUND',
  'SECRET_ACCESS_DENIED',
  'SECRET_UNAVAILABLE',
  'SECRET_MALFORMED',
  'TOKEN_ENDPOINT_UNREACHABLE',
  'TOKEN_ENDPOINT_TIMEOUT',
  'TOKEN_ENDPOINT_UNAVAILABLE',
  'TOKEN_REQUEST_REJECTED',
  'TOKEN_RESPONSE_MALFORMED',
  'SCOPE_NOT_GRANTED',
  'CLIENT_FLOW_MISSING',
  'ISSUER_MISMATCH',
  'TOKEN_CLAIM_CLIENT_ID',
  'TOKEN_CLAIM_SCOPE',
  'TOKEN_CLAIM_TOKEN_USE',
  'CLOCK_SKEW',
  'TOKEN_EXPIRED',
  'OAUTH_TOKEN_TO_AWS_SERVICE',
  'NO_TOKEN_TO_GATEWAY',
  'MIXED_CREDENTIALS',
  'ORIGIN_NOT_GATEWAY',
  'REQUEST_INVALID',
  'REQUEST_ABORTED',
  'REDIRECT_REFUSED',
  'GATEWAY_UNAUTHORIZED',
  'GATEWAY_TIMEOUT',
  'GATEWAY_UNREACHABLE',
  'GATEWAY_RESPONSE_TOO_LARGE',
  'SIGNING_FAILED',
] as const;

/** Failures of one tool call that the proxy makes at the AgentCore Gateway. */
export const toolCallFailureCode = z.enum([
  'TOOL_UNKNOWN',
  'ARGUMENTS_INVALID',
  'GATEWAY_ARGUMENTS_REJECTED',
  'GATEWAY_POLICY_DENIED',
  'GATEWAY_UNAUTHORIZED',
  'GATEWAY_FORBIDDEN',
  'GATEWAY_THROTTLED',
  'GATEWAY_TIMEOUT',
  'GATEWAY_FAULT',
  'GATEWAY_REQUEST_REFUSED',
  'GATEWAY_VERSION_UNSUPPORTED',
  'GATEWAY_SESSION_REQUIRED',
  'GATEWAY_NOT_FOUND',
  'GATEWAY_INPUT_REQUIRED',
  'GATEWAY_RESPONSE_EMPTY',
  'GATEWAY_RESPONSE_INCOMPLETE',
  'GATEWAY_RESPONSE_BATCH',
  'GATEWAY_RESPONSE_ID_MISMATCH',
  'GATEWAY_RESPONSE_MALFORMED',
  'GATEWAY_TARGET_MISSING',
  'GATEWAY_TARGET_FAILED',
  'TOOL_RESULT_MALFORMED',
  'INTERNAL_ERROR',
]);
export type ToolCallFailureCode = z.infer<typeof toolCallFailureCode>;

/** Why a call of the proxy failed: at hop 6, at hop 7, or before it was sent. */
export const hopCode = z.enum([...toolCallFailureCode.options, ...accessTokenFailureCodes]);
export type HopCode = z.infer<typeof hopCode>;
