import { type Respond, sendJson } from './fake-cloud.ts';

const idOf = (body: string): string => (JSON.parse(body) as { id: string }).id;

/** The result of a successful tool call, with characters of one to four bytes. */
export const success = { ok: true, summary: 'Three findings: naïve 漢 🔐.', count: 3 };

/** A JSON-RPC response with this id and the result `success`. */
export const answerOf = (id: unknown): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id,
    result: { content: [{ type: 'text', text: JSON.stringify(success) }], isError: false },
  });

/** Answers with JSON that contains the request's id. */
export const json =
  (make: (id: string) => unknown, status = 200): Respond =>
  ({ body }, response) =>
    sendJson(response, status, make(idOf(body)));

export const raw =
  (status: number, headers: Record<string, string>, body: string): Respond =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** Answers with an event stream that contains the request's id, optionally byte by byte. */
export const stream =
  (make: (id: string) => string, options = { byByte: false }): Respond =>
  ({ body }, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    const bytes = Buffer.from(make(idOf(body)));
    if (options.byByte) for (const byte of bytes) response.write(Buffer.of(byte));
    response.end(options.byByte ? undefined : bytes);
  };

export const rpcError = (code: number, message: string, status = 200): Respond =>
  json((id) => ({ jsonrpc: '2.0', id, error: { code, message } }), status);

export const rpcResult = (result: unknown): Respond =>
  json((id) => ({ jsonrpc: '2.0', id, result }));

export const toolText = (text: string): Respond =>
  rpcResult({ isError: false, content: [{ type: 'text', text }] });

export const toolError = (text: string): Respond =>
  rpcResult({ isError: true, content: [{ type: 'text', text }] });

/** The gateway refuses a token before it reads the request, so the id is 0. */
export const unauthorized = (message: string): Respond =>
  json(() => ({ jsonrpc: '2.0', id: 0, error: { code: -32001, message } }), 401);

export const rateLimited = (retryAfter: number): Respond =>
  json((id) => ({
    jsonrpc: '2.0',
    id,
    error: {
      code: -32003,
      message: 'Rate limit exceeded',
      data: { limitKey: 'client', metric: 'requests', retryAfter },
    },
  }));

/** Leaves the request unanswered. */
export const silence: Respond = () => {};
