export type ProxyErrorCode =
  /** The event is of neither kind that an action group sends. */
  'EVENT_MALFORMED';

/** A fault that no answer to the agent can be made of: the invocation fails. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code: ProxyErrorCode;

  constructor(code: ProxyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
