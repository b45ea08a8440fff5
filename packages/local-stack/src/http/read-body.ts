import type { Readable } from 'node:stream';

/** The request body exceeds its limit. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';

  constructor(limitBytes: number) {
    super(`The request body is larger than ${limitBytes} bytes.`);
  }
}

/**
 * Reads a body up to a limit. Throws `BodyTooLargeError` as soon as the body exceeds it. The request stays
 * open, so that the endpoint can still answer.
 */
export const readBody = async (source: Readable, limitBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  const body: AsyncIterable<Buffer> = source.iterator({ destroyOnReturn: false });
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limitBytes) throw new BodyTooLargeError(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};
