import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';

/** Failures that have no code from web-api. The client assigns the code. */
const clientFailures = {
  API_UNREACHABLE: { message: 'The API does not answer.' },
  API_TOKEN_REJECTED: {
    message: 'API Gateway refused the question, because it has no valid access token.',
    hop: 1,
  },
  API_ACCESS_DENIED: { message: 'API Gateway or AWS WAF refused the question.', hop: 1 },
  API_THROTTLED: { message: 'API Gateway is receiving too many requests.', hop: 1 },
  API_REQUEST_TOO_LARGE: { message: 'The question is too large for API Gateway.', hop: 1 },
  API_REQUEST_REFUSED: {
    message: 'The API refused the question before it reached web-api.',
    hop: 1,
  },
  API_UNAVAILABLE: { message: 'The API is not available.', hop: 1 },
  API_FUNCTION_NOT_CALLED: { message: 'API Gateway could not call the web-api function.', hop: 2 },
  API_FUNCTION_FAILED: {
    message: 'The web-api function crashed or timed out, so API Gateway has no response from it.',
    hop: 2,
  },
  API_FUNCTION_TIMEOUT: {
    message: 'The web-api function did not respond in the time that API Gateway waits.',
    hop: 2,
  },
  STREAM_CUT: { message: 'The stream ended before the answer was complete.' },
  ASK_ABORTED: { message: 'The question was cancelled.' },
} as const satisfies Readonly<Record<string, Pick<ChatFailure, 'message' | 'hop'>>>;

export type ClientFailureCode = keyof typeof clientFailures;

/** Every code that the client assigns. */
export const clientFailureCodes: readonly string[] = Object.keys(clientFailures);

/** Why there is no complete answer. */
export type ChatFailure = {
  readonly code: ChatErrorCode | ClientFailureCode;
  readonly message: string;
  /** The hop that failed, if the failure names one. */
  readonly hop?: number | undefined;
  /** Absent if no response of the API arrived. */
  readonly correlationId?: string;
  /** HTTP status of a refusal; absent for a failure without a response or within the stream. */
  readonly status?: number;
};

/** Completes a failure that has no code from web-api. */
export const clientFailure = (
  code: ClientFailureCode,
  correlationId: string | undefined,
): ChatFailure => ({
  code,
  ...clientFailures[code],
  ...(correlationId !== undefined && { correlationId }),
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
