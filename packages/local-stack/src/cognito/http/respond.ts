import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Any page can call these endpoints, because they use no cookies. */
const crossOriginHeaders = { 'access-control-allow-origin': '*' };

/** Ends a response with JSON that must not be cached. */
export const sendJson = (
  response: ServerResponse,
  status: number,
  { body, headers }: { readonly body: unknown; readonly headers?: OutgoingHttpHeaders },
): void => {
  response
    .writeHead(status, {
      'content-type': 'application/json;charset=UTF-8',
      'cache-control': 'no-store',
      pragma: 'no-cache',
      ...crossOriginHeaders,
      ...headers,
    })
    .end(JSON.stringify(body));
};

/** Answers 200 without a body. */
export const sendEmpty = (response: ServerResponse): void => {
  response
    .writeHead(200, { 'cache-control': 'no-store', 'content-length': '0', ...crossOriginHeaders })
    .end();
};

/** Refuses a request without reading the rest of its body. */
export const refuseBody = (response: ServerResponse, status: 413 | 415): void =>
  sendJson(response, status, {
    body: { error: 'invalid_request' },
    headers: { connection: 'close' },
  });

/** Answers a CORS preflight. */
export const sendPreflight = (response: ServerResponse, allowedMethods: string): void => {
  response
    .writeHead(204, {
      ...crossOriginHeaders,
      'access-control-allow-methods': allowedMethods,
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    })
    .end();
};

export const sendRedirect = (
  response: ServerResponse,
  location: string,
  headers: OutgoingHttpHeaders = {},
): void => {
  response.writeHead(302, { location, 'cache-control': 'no-store', ...headers }).end();
};
