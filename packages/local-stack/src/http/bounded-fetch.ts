/** The response body exceeds its limit. */
export class ResponseTooLargeError extends Error {
  override readonly name = 'ResponseTooLargeError';

  constructor(limitBytes: number) {
    super(`The response body is larger than ${limitBytes} bytes.`);
  }
}

/**
 * A `fetch` that follows no redirects and resolves after it has read the whole body. Throws
 * `ResponseTooLargeError` as soon as the body exceeds the limit.
 */
export const boundedFetch = async (
  url: URL | string,
  init: RequestInit,
  limitBytes: number,
): Promise<Response> => {
  const response = await fetch(url, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limitBytes) throw new ResponseTooLargeError(limitBytes);
    chunks.push(chunk);
  }
  return new Response(size === 0 ? null : Buffer.concat(chunks, size), {
    status: response.status,
    headers: response.headers,
  });
};
