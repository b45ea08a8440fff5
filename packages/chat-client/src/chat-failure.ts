import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';

/** Failures that have no code from web-api. The client assigns the code. */
const clientFailures = {
  API_UNREACHABLE: { message: 'The API does not answer.' },
  API_TOKEN_REJECTED: {
    message: 'API Gateway refused the question, because it has no valid access token.',
    hop: 1,
  },
  API_FUNCTION_NOT_CALLED: { message: 'API Gateway could not call the web-api function.', hop: 2 },
  STREAM_CUT: { message: 'The stream ended before the answer was complete.' },
  ASK_ABORTED: { message: 'The question was cancelled.' },
} as const satisfies Readonly<Record<string, Pick<ChatFailure, 'message' | 'hop'>>>;

export type ClientFailureCode = keyof typeof clientFailures;

/** Why there is no complete answer. */
export type ChatFailure = {
  /** A code of web-api or of the client. `HTTP_<status>` is any other refusal without a code. */
  readonly code: ChatErrorCode | ClientFailureCode | `HTTP_${number}`;
  readonly message: string;
  /** The hop that failed, if the failure names one. */
  readonly hop?: number | undefined;
  readonly correlationId: string;
  /** HTTP status of a refusal; absent for a failure without a response or within the stream. */
  readonly status?: number;
};

/** Completes a failure that has no code from web-api. */
export const clientFailure = (code: ClientFailureCode, correlationId: string): ChatFailure => ({
  code,
  ...clientFailures[code],
  correlationId,
});

/** The only error that `askChat` throws for a failed question. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly failure: ChatFailure;

  constructor(failure: ChatFailure, options?: ErrorOptions) {
    super(`${failure.code}: ${failure.message}`, options);
    this.failure = failure;
  }
}
