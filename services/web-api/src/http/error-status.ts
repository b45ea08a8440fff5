import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import type { HopCode } from '@hopwise/contracts/codes/hop-codes';
import type { WebApiError } from '../errors.ts';

/** Codes without those that only the action group's function reports, always inside the stream. */
type OwnCode = Exclude<ChatErrorCode, HopCode> | 'INTERNAL_ERROR' | 'OAUTH_TOKEN_TO_AWS_SERVICE';

/**
 * The HTTP status of each error before the stream starts. 403 means that a credential was refused. 502
 * means that the caller cannot fix the error. After 409, 429, 503 and 504 a retry can succeed.
 */
const statusCodes: Readonly<Record<OwnCode, number>> = {
  ROUTE_UNKNOWN: 404,
  CONTENT_TYPE_UNSUPPORTED: 415,
  REQUEST_TOO_LARGE: 413,
  REQUEST_NOT_JSON: 400,
  REQUEST_NOT_OBJECT: 400,
  MESSAGE_EMPTY: 400,
  MESSAGE_TOO_LONG: 413,
  FIELD_UNKNOWN: 400,
  FIELD_INVALID: 400,
  CALLER_UNKNOWN: 403,
  SESSION_NOT_YOURS: 403,
  INVOKE_AGENT_DENIED: 403,
  AGENT_MAINTENANCE_MODE: 403,
  AGENT_CREDENTIALS_REJECTED: 403,
  OAUTH_TOKEN_TO_AWS_SERVICE: 403,
  AGENT_ROLE_DENIED: 403,
  AGENT_MODEL_ACCESS_MISSING: 403,
  AGENT_CONFLICT: 409,
  AGENT_THROTTLED: 429,
  AGENT_REQUEST_INVALID: 502,
  AGENT_NOT_FOUND: 502,
  AGENT_DEPENDENCY_FAILED: 502,
  AGENT_MODEL_FAILED: 502,
  AGENT_INTERNAL_ERROR: 502,
  AGENT_BAD_GATEWAY: 502,
  AGENT_UNREACHABLE: 502,
  AGENT_FAILED: 502,
  AGENT_RETURN_CONTROL: 502,
  AGENT_STREAM_INCOMPLETE: 502,
  AGENT_QUOTA_EXCEEDED: 503,
  AGENT_MODEL_NOT_READY: 503,
  AGENT_TIMEOUT: 504,
  CLIENT_DISCONNECTED: 499,
  INTERNAL_ERROR: 500,
};

const isOwn = (code: ChatErrorCode): code is OwnCode => Object.hasOwn(statusCodes, code);

/** The HTTP status of an error. */
export const statusOf = ({ code }: WebApiError): number => (isOwn(code) ? statusCodes[code] : 502);
