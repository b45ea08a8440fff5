import { AuthError } from '../errors/auth-error.ts';

/** One HTTP request. Request and response bodies are not streamed. */
export type HttpRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Limit for the whole exchange, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** The exchange fails if the response body is longer. */
  readonly maxResponseBytes: number;
  readonly signal?: AbortSignal;
};

export type HttpResponse = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const failures = ['timeout', 'unreachable', 'too_large', 'aborted', 'invalid'] as const;

export type HttpFailure = (typeof failures)[number];

/** Thrown when a request gets no complete response. Its constructor throws `OPTIONS_INVALID` for an unknown failure. */
export class HttpSendError extends Error {
  override readonly name = 'HttpSendError';
  readonly failure: HttpFailure;

  constructor(failure: HttpFailure, cause?: unknown) {
    if (!failures.some((known) => known === failure)) {
      throw new AuthError(
        'OPTIONS_INVALID',
        `HttpSendError: failure must be ${failures.join(' or ')}`,
      );
    }
    super(failure, { cause });
    this.failure = failure;
  }
}

/** Sends one request. Resolves for any status, does not follow redirects, and throws `HttpSendError`. */
export type HttpSend = (request: HttpRequest) => Promise<HttpResponse>;
