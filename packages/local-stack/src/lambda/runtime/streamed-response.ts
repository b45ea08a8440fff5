import type { IncomingMessage } from 'node:http';
import { FunctionFailedError, responseTooLarge } from '../function/function-failed-error.ts';
import type { ResponseBody } from './runtime-invocation.ts';

/**
 * Size limit of a streamed response, see
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 */
const maxStreamedBytes = 200 * 1024 * 1024;

const done = { done: true, value: undefined } as const;

/** The error that a handler reported after the start of its response. */
const trailerError = ({ trailers }: IncomingMessage): FunctionFailedError | undefined => {
  const errorType = trailers['lambda-runtime-function-error-type'];
  if (errorType === undefined) return undefined;
  const body = trailers['lambda-runtime-function-error-body'] ?? '';
  return new FunctionFailedError(errorType, Buffer.from(body, 'base64'));
};

/**
 * Reads the request with which a runtime streams its response. `connectionError` returns the cause when the
 * connection ends too early.
 */
export const readStreamedResponse = (
  request: IncomingMessage,
  connectionError: Promise<FunctionFailedError>,
): ResponseBody => {
  const chunks: AsyncIterator<Buffer> = request[Symbol.asyncIterator]();
  let size = 0;
  const body: ResponseBody = {
    async next() {
      const chunk = await chunks.next().catch(async () => Promise.reject(await connectionError));
      if (chunk.done === true) {
        const error = trailerError(request);
        if (error !== undefined) throw error;
        return done;
      }
      size += chunk.value.length;
      if (size <= maxStreamedBytes) return { done: false, value: chunk.value };
      request.destroy();
      throw responseTooLarge(size, maxStreamedBytes);
    },
    return() {
      request.destroy();
      return Promise.resolve(done);
    },
    [Symbol.asyncIterator]: () => body,
  };
  return body;
};
