import type { HopNumber } from '@hopwise/contracts/hops';

/** What is wrong with a request, found out before the agent is asked. */
export type RequestErrorCode =
  | 'ROUTE_UNKNOWN'
  | 'CONTENT_TYPE_UNSUPPORTED'
  | 'REQUEST_TOO_LARGE'
  | 'REQUEST_NOT_JSON'
  | 'REQUEST_NOT_OBJECT'
  | 'MESSAGE_EMPTY'
  | 'MESSAGE_TOO_LONG'
  | 'FIELD_UNKNOWN'
  | 'FIELD_INVALID'
  | 'CALLER_UNKNOWN'
  | 'SESSION_NOT_YOURS';

/** What went wrong between the agent and us. */
export type AgentErrorCode =
  | 'AGENT_ACCESS_DENIED'
  | 'AGENT_MAINTENANCE_MODE'
  | 'AGENT_CREDENTIALS_REJECTED'
  | 'AGENT_ROLE_DENIED'
  | 'AGENT_REQUEST_INVALID'
  | 'AGENT_QUOTA_EXCEEDED'
  | 'AGENT_NOT_FOUND'
  | 'AGENT_CONFLICT'
  | 'AGENT_DEPENDENCY_FAILED'
  | 'AGENT_MODEL_NOT_READY'
  | 'AGENT_THROTTLED'
  | 'AGENT_INTERNAL_ERROR'
  | 'AGENT_BAD_GATEWAY'
  | 'AGENT_UNREACHABLE'
  | 'AGENT_FAILED'
  | 'AGENT_RETURN_CONTROL'
  | 'AGENT_STREAM_INCOMPLETE'
  | 'AGENT_TIMEOUT';

export type WebApiErrorCode =
  | RequestErrorCode
  | AgentErrorCode
  | 'CLIENT_DISCONNECTED'
  | 'INTERNAL_ERROR';

/**
 * A failure of this service. Its message is shown to the caller, so it holds neither what the caller
 * sent nor what AWS answered; that is in `cause`.
 */
export class WebApiError extends Error {
  override readonly name = 'WebApiError';
  readonly code: WebApiErrorCode;
  /** The hop that failed, where it is known. */
  readonly hop: HopNumber | undefined;

  constructor(
    code: WebApiErrorCode,
    message: string,
    options: ErrorOptions & { hop?: HopNumber | undefined } = {},
  ) {
    super(message, options);
    this.code = code;
    this.hop = options.hop;
  }
}

/** Anything thrown, as a failure of this service. */
export const toWebApiError = (error: unknown): WebApiError =>
  error instanceof WebApiError
    ? error
    : new WebApiError('INTERNAL_ERROR', 'The request could not be completed.', { cause: error });
