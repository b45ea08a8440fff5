import { once } from 'node:events';
import type { HttpResponse } from '../http/http1-or-http2.ts';
import type { AwsResponse } from './aws-request.ts';

/**
 * Writes the response. Produces a streamed body no faster than the client reads it. Passes on the body's
 * errors.
 */
export const writeResponse = async (
  response: HttpResponse,
  { status, headers, body }: AwsResponse,
  signal: AbortSignal,
): Promise<void> => {
  if (signal.aborted) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body instanceof Uint8Array) {
    response.setHeader('content-length', body.byteLength);
    response.end(body);
    return;
  }
  for await (const chunk of body) {
    if (signal.aborted) return;
    if (!write(response, chunk)) await once(response, 'drain', { signal });
  }
  response.end();
};

const write = (response: HttpResponse, chunk: Uint8Array): boolean =>
  'stream' in response ? response.write(chunk) : response.write(chunk);

/** Aborts a response, so that the client does not accept a part as the whole. */
export const breakOff = (response: HttpResponse): void => {
  if ('stream' in response) {
    response.stream.destroy(new Error('The response body failed.'));
  } else {
    response.destroy();
  }
};
