import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import type { HopNumber } from '@hopwise/contracts/hops';

/**
 * An error of this service. The caller sees the message, so it contains neither the caller's input nor
 * the answer of AWS. `cause` has the original error.
 */
export class WebApiError extends Error {
  override readonly name = 'WebApiError';
  readonly code: ChatErrorCode;
  /** The hop that failed, if it is known. */
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

/** Converts any thrown value to an error of this service. */
export const toWebApiError = (error: unknown): WebApiError =>
  error instanceof WebApiError
    ? error
    : new WebApiError('INTERNAL_ERROR', 'The request could not be completed.', { cause: error });
