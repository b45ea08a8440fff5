import type { FunctionFailedError } from '../function/function-failed-error.ts';

/** An invocation on its way to a runtime. */
export type RuntimeInvocation = {
  readonly requestId: string;
  readonly functionArn: string;
  readonly payload: Uint8Array;
  readonly clientContext: unknown;
  /** X-Ray tracing header of the turn. */
  readonly traceHeader: string | undefined;
  /** Milliseconds since the epoch on the clock of this machine, which the function reads too. */
  readonly deadlineMs: number;
};

/** What a runtime answered first. */
export type RuntimeAnswer =
  | { readonly kind: 'buffered'; readonly payload: Uint8Array }
  | { readonly kind: 'streamed'; readonly body: ResponseBody }
  | { readonly kind: 'failed'; readonly error: FunctionFailedError };

/**
 * The bytes of a streamed response, once. Throws `FunctionFailedError` where the function failed; to
 * stop reading closes the function's response stream.
 */
export type ResponseBody = AsyncIterableIterator<Uint8Array> & {
  return(): Promise<IteratorResult<Uint8Array>>;
};
