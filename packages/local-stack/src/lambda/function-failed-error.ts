/** A function that threw, crashed, ran out of time or answered more than it may. */
export class FunctionFailedError extends Error {
  override readonly name = 'FunctionFailedError';
  /** For instance `Runtime.ExitError`; the name of the thrown error where the handler threw. */
  readonly errorType: string;
  /** Lambda's error object as JSON, as the Invoke API returns it. */
  readonly payload: Uint8Array;

  constructor(errorType: string, payload: Uint8Array, options?: ErrorOptions) {
    super(`The function failed: ${errorType}.`, options);
    this.errorType = errorType;
    this.payload = payload;
  }
}

const failure = (errorObject: { errorType?: string; errorMessage: string }, errorType: string) =>
  new FunctionFailedError(errorType, Buffer.from(JSON.stringify(errorObject)));

/** The function ran longer than its timeout. */
export const timedOut = (requestId: string, timeoutMs: number, at: Date): FunctionFailedError =>
  failure(
    {
      errorMessage: `${at.toISOString()} ${requestId} Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
    },
    'Sandbox.Timedout',
  );

/** The runtime process ended in the middle of an initialisation or an invocation. */
export const runtimeExited = (requestId: string, how: string): FunctionFailedError =>
  failure(
    { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${how}` },
    'Runtime.ExitError',
  );

/** The response is larger than the mode of invocation takes. */
export const responseTooLarge = (sizeBytes: number, limitBytes: number): FunctionFailedError =>
  failure(
    {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size (${sizeBytes} bytes) exceeded maximum allowed payload size (${limitBytes} bytes).`,
    },
    'Function.ResponseSizeTooLarge',
  );

/** The function closed its response stream before its end. */
export const responseTruncated = (requestId: string): FunctionFailedError =>
  failure(
    {
      errorType: 'Runtime.TruncatedResponse',
      errorMessage: `RequestId: ${requestId} Error: Response stream was closed before its end`,
    },
    'Runtime.TruncatedResponse',
  );
