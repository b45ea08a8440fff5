import type { ArrivedRequest } from '../access/verify-sigv4.ts';
import type { HttpRequest } from '../http/http1-or-http2.ts';
import { readBody } from '../http/read-body.ts';

/**
 * Size limit of a body. Lambda's synchronous payload of 6 MiB is the largest of all services. The margin
 * lets Lambda refuse a larger payload with its own error.
 */
const maxBodyBytes = 7 * 1024 * 1024;

/** Reads the request without its body. */
export const readHead = (request: HttpRequest): Omit<ArrivedRequest, 'body'> => {
  const target = request.url ?? '/';
  const question = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    path: question < 0 ? target : target.slice(0, question),
    query: question < 0 ? '' : target.slice(question + 1),
    headers: readHeaders(request),
  };
};

/** Node drops some repeated headers, but a signature covers every value. */
const readHeaders = (request: HttpRequest): Record<string, string> => {
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]?.toLowerCase() ?? '';
    const value = request.rawHeaders[index + 1] ?? '';
    if (name.startsWith(':') && name !== ':authority') continue;
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  // An HTTP/2 request without a host uses its authority (RFC 9113, section 8.3.1).
  if (headers[':authority'] !== undefined) headers.host ??= headers[':authority'];
  return headers;
};

export const readArrivedBody = (request: HttpRequest): Promise<Buffer> =>
  readBody(request, maxBodyBytes);
