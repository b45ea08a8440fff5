import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';

/** Codes that the client itself assigns when web-api gave no code. */
export type ClientFailureCode =
  | 'API_UNREACHABLE'
  | 'API_TOKEN_REJECTED'
  | 'API_FUNCTION_NOT_CALLED'
  | 'STREAM_CUT'
  | 'ASK_ABORTED'
  | `HTTP_${number}`;

/** Why there is no complete answer. */
export type ChatFailure = {
  readonly code: ClientFailureCode | ChatErrorCode;
  readonly message: string;
  /** The hop that failed, if the failure names one. */
  readonly hop?: number | undefined;
  readonly correlationId: string;
  /** HTTP status of a refusal; absent for a failure without a response or within the stream. */
  readonly status?: number;
};

/** The only error that `askChat` throws for a failed question. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly failure: ChatFailure;

  constructor(failure: ChatFailure, options?: ErrorOptions) {
    super(`${failure.code}: ${failure.message}`, options);
    this.failure = failure;
  }
}
