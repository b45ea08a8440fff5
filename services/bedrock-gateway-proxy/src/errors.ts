export type ProxyErrorCode =
  /** The event is not an action-group event of either kind. */
  'EVENT_MALFORMED';

/** An error that has no valid answer for the agent, so the invocation fails. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code: ProxyErrorCode;

  constructor(code: ProxyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
