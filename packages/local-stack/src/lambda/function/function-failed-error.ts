/** The function threw, crashed, timed out, or exceeded the response limit. */
export class FunctionFailedError extends Error {
  override readonly name = 'FunctionFailedError';
  /** For instance `Runtime.ExitError`, or the name of the error that the handler threw. */
  readonly errorType: string;
  /** Lambda's error object as JSON, as the Invoke API returns it. */
  readonly payload: Uint8Array;
  /** The lines about the failure that Lambda writes into the function's log. */
  readonly logLines: readonly string[];

  constructor(errorType: string, payload: Uint8Array, logLines: readonly string[] = []) {
    super(`The function failed: ${errorType}.`);
    this.errorType = errorType;
    this.payload = payload;
    this.logLines = logLines;
  }
}

type ErrorObject = { readonly errorType?: string; readonly errorMessage: string };

const failure = (
  errorObject: ErrorObject,
  errorType: string,
  logLines: readonly string[] = [],
): FunctionFailedError =>
  new FunctionFailedError(errorType, Buffer.from(JSON.stringify(errorObject)), logLines);

/** The function ran longer than its timeout. */
export const timedOut = (requestId: string, timeoutMs: number, at: Date): FunctionFailedError => {
  const seconds = (timeoutMs / 1000).toFixed(2);
  const errorMessage = `${at.toISOString()} ${requestId} Task timed out after ${seconds} seconds`;
  return failure({ errorMessage }, 'Sandbox.Timedout', [errorMessage]);
};

/** The runtime process ended during an initialization or an invocation. */
export const runtimeExited = (
  requestId: string,
  how: string,
  errorType: 'Runtime.ExitError' | 'Runtime.OutOfMemory' = 'Runtime.ExitError',
): FunctionFailedError => {
  const errorMessage = `RequestId: ${requestId} Error: ${how}`;
  return failure({ errorType, errorMessage }, errorType, [errorMessage, errorType]);
};

/** The response exceeds the limit of the invocation mode. Its whole size is unknown if the runtime did not declare it. */
export const responseTooLarge = (
  sizeBytes: number | undefined,
  limitBytes: number,
): FunctionFailedError =>
  failure(
    {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size ${sizeBytes === undefined ? '' : `(${sizeBytes} bytes) `}exceeded maximum allowed payload size (${limitBytes} bytes).`,
    },
    'Function.ResponseSizeTooLarge',
  );

/** The function closed its response stream too early. */
export const responseTruncated = (requestId: string): FunctionFailedError =>
  failure(
    {
      errorType: 'Runtime.TruncatedResponse',
      errorMessage: `RequestId: ${requestId} Error: Response stream was closed before its end`,
    },
    'Runtime.TruncatedResponse',
  );
