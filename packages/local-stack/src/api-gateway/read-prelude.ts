import { GatewayError } from './gateway-error.ts';
import { parsePrelude, type ResponsePrelude } from './proxy-response.ts';

/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html */
const maxPreludeBytes = 16 * 1024;
const delimiter = Buffer.alloc(8);

export type StreamedProxyResponse = {
  readonly prelude: ResponsePrelude;
  /** The bytes after the delimiter. A reader that stops closes the function's response stream. */
  readonly body: AsyncIterable<Uint8Array>;
};

const rejectOnAbort = (signal: AbortSignal): Promise<never> => {
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => undefined);
  if (signal.aborted) aborted.reject(signal.reason);
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
  return aborted.promise;
};

const restOf = (first: Buffer, chunks: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> => {
  let begun = first.length === 0;
  // Not a generator: the `return` of a generator would wait for a pending `next`.
  const rest: AsyncIterableIterator<Uint8Array> = {
    async next() {
      if (begun) return chunks.next();
      begun = true;
      return { done: false, value: first };
    },
    async return() {
      return (await chunks.return?.()) ?? { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => rest,
  };
  return rest;
};

/**
 * Reads the JSON prelude and its delimiter of eight NUL bytes from a streamed response. Throws
 * `GatewayError` if the delimiter is not within 16 KiB. Passes on the stream's errors.
 */
export const readPrelude = async (
  stream: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<StreamedProxyResponse> => {
  const chunks = stream[Symbol.asyncIterator]();
  const aborted = rejectOnAbort(signal);
  let read = Buffer.alloc(0);
  for (;;) {
    const chunk = await Promise.race([chunks.next(), aborted]);
    if (chunk.done === true) throw new GatewayError('MALFORMED_PROXY_RESPONSE');
    read = Buffer.concat([read, chunk.value]);
    const end = read.subarray(0, maxPreludeBytes + delimiter.length).indexOf(delimiter);
    if (end !== -1) {
      const body = restOf(read.subarray(end + delimiter.length), chunks);
      return { prelude: parsePrelude(read.subarray(0, end)), body };
    }
    if (read.length > maxPreludeBytes + delimiter.length) {
      await chunks.return?.();
      throw new GatewayError('MALFORMED_PROXY_RESPONSE');
    }
  }
};
