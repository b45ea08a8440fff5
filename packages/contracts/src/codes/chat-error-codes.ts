import * as z from 'zod/mini';
import { hopCode } from './hop-codes.ts';

/** web-api refuses the request before it asks the agent. */
export const requestErrorCode = z.enum([
  'ROUTE_UNKNOWN',
  'CONTENT_TYPE_UNSUPPORTED',
  'REQUEST_TOO_LARGE',
  'REQUEST_NOT_JSON',
  'REQUEST_NOT_OBJECT',
  'MESSAGE_EMPTY',
  'MESSAGE_TOO_LONG',
  'FIELD_UNKNOWN',
  'FIELD_INVALID',
  'CALLER_UNKNOWN',
  'SESSION_NOT_YOURS',
]);

/** The agent refuses the turn, fails, or does not complete its answer. */
export const agentErrorCode = z.enum([
  'INVOKE_AGENT_DENIED',
  'AGENT_MAINTENANCE_MODE',
  'AGENT_CREDENTIALS_REJECTED',
  'AGENT_ROLE_DENIED',
  'AGENT_REQUEST_INVALID',
  'AGENT_QUOTA_EXCEEDED',
  'AGENT_NOT_FOUND',
  'AGENT_CONFLICT',
  'AGENT_DEPENDENCY_FAILED',
  'AGENT_MODEL_ACCESS_MISSING',
  'AGENT_MODEL_FAILED',
  'AGENT_MODEL_NOT_READY',
  'AGENT_THROTTLED',
  'AGENT_INTERNAL_ERROR',
  'AGENT_BAD_GATEWAY',
  'AGENT_UNREACHABLE',
  'AGENT_FAILED',
  'AGENT_RETURN_CONTROL',
  'AGENT_STREAM_INCOMPLETE',
  'AGENT_TIMEOUT',
]);
export type AgentErrorCode = z.infer<typeof agentErrorCode>;

/**
 * Why `POST /chat` has no complete answer: in an `error` event, or in a refusal before the stream starts. A `HopCode` comes
 * from the action group's function and names the failure of hop 6 or hop 7.
 */
export const chatErrorCode = z.enum([
  ...requestErrorCode.options,
  ...agentErrorCode.options,
  ...hopCode.options,
  'CLIENT_DISCONNECTED',
]);
export type ChatErrorCode = z.infer<typeof chatErrorCode>;
