/** Why there is no whole answer, by code; the words for people are in `failures/`. */
export type Failure = {
  readonly code: string;
  readonly message: string;
  readonly hop?: number | undefined;
  readonly correlationId?: string | undefined;
};

export class ChatFailure extends Error {
  override readonly name = 'ChatFailure';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`${failure.code}: ${failure.message}`, options);
    this.failure = failure;
  }
}

/** What a question that threw failed of; without a code of its own it is a fault of the page. */
export const failureOf = (error: unknown, correlationId: string): Failure =>
  error instanceof ChatFailure
    ? { correlationId, ...error.failure }
    : { code: 'PAGE_FAILED', message: 'The page could not ask the question.', correlationId };
