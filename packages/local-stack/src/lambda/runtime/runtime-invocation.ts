import type { FunctionFailedError } from '../function/function-failed-error.ts';

/** An invocation for a runtime. */
export type RuntimeInvocation = {
  readonly requestId: string;
  readonly functionArn: string;
  readonly payload: Uint8Array;
  readonly clientContext: unknown;
  /** X-Ray tracing header of the turn. */
  readonly traceHeader: string | undefined;
  /** Milliseconds since the epoch, on this machine's clock, which the function uses too. */
  readonly deadlineMs: number;
};

/** How a runtime answers: with a whole response, the start of a stream, or an error. */
export type RuntimeAnswer =
  | { readonly kind: 'buffered'; readonly payload: Uint8Array }
  | { readonly kind: 'streamed'; readonly body: ResponseBody }
  | { readonly kind: 'failed'; readonly error: FunctionFailedError };

/**
 * The bytes of a streamed response. It can be read once. Throws `FunctionFailedError` when the function
 * fails. A reader that stops closes the function's response stream.
 */
export type ResponseBody = AsyncIterableIterator<Uint8Array> & {
  return(): Promise<IteratorResult<Uint8Array>>;
};
