import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import type { HopNumber } from '@hopwise/contracts/hops';

/**
 * A failure of this service. Its message is shown to the caller, so it holds neither what the caller
 * sent nor what AWS answered; that is in `cause`.
 */
export class WebApiError extends Error {
  override readonly name = 'WebApiError';
  readonly code: ChatErrorCode;
  /** The hop that failed, where it is known. */
  readonly hop: HopNumber | undefined;

  constructor(
    code: ChatErrorCode,
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
