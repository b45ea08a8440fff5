/** One request, body and answer whole. */
export type HttpRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Time for the whole exchange, connect to last byte. */
  readonly timeoutMs: number;
  /** Longest answer that is taken. */
  readonly maxResponseBytes: number;
  readonly signal?: AbortSignal;
};

export type HttpResponse = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type HttpFailure = 'timeout' | 'unreachable' | 'too_large' | 'aborted' | 'invalid';

/** Why there is no answer. */
export class HttpSendError extends Error {
  override readonly name = 'HttpSendError';
  readonly failure: HttpFailure;

  constructor(failure: HttpFailure, cause?: unknown) {
    super(failure, { cause });
    this.failure = failure;
  }
}

/** The port to the network. Answers with any status, follows no redirect, throws `HttpSendError`. */
export type HttpSend = (request: HttpRequest) => Promise<HttpResponse>;
