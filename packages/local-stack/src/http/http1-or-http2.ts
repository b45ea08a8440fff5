import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import type { Server, Socket } from 'node:net';

export type HttpRequest = IncomingMessage | Http2ServerRequest;
export type HttpResponse = ServerResponse | Http2ServerResponse;
export type HttpListener = (request: HttpRequest, response: HttpResponse) => void;

/** First bytes of the HTTP/2 connection preface (RFC 9113, section 3.4). */
const prefaceStart = Buffer.from('PRI');

/** How long a new connection may stay silent. */
const firstByteTimeoutMs = 30_000;

/** How long a request may take to arrive. */
const requestTimeoutMs = 60_000;

/**
 * A server that speaks HTTP/1.1 and, to clients that begin with its preface, HTTP/2 in clear text.
 * `refusal` is the raw HTTP/1.1 answer to bytes that are no HTTP request.
 */
export const createHttp1OrHttp2Server = (listener: HttpListener, refusal: string): Server => {
  const http2 = createHttp2Server(listener);
  // A broken session has closed its own socket; without a listener it would end the process.
  http2.on('sessionError', () => undefined);
  const http1 = createServer({ requestTimeout: requestTimeoutMs }, listener);
  http1.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end(refusal);
    else socket.destroy();
  });
  // Node's own listener takes a connection over only after its first bytes have been seen.
  const serveHttp1 = http1.listeners('connection');
  http1.removeAllListeners('connection');
  http1.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    peek(socket, (isHttp2) => {
      if (isHttp2) http2.emit('connection', socket);
      else for (const serve of serveHttp1) serve.call(http1, socket);
    });
  });
  return http1;
};

const peek = (socket: Socket, decided: (isHttp2: boolean) => void): void => {
  let seen = Buffer.alloc(0);
  const giveUp = (): void => void socket.destroy();
  const take = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk]);
    const start = seen.subarray(0, prefaceStart.length);
    const couldBeHttp2 = prefaceStart.subarray(0, start.length).equals(start);
    if (couldBeHttp2 && start.length < prefaceStart.length) return;
    socket.setTimeout(0);
    for (const event of ['timeout', 'end'] as const) socket.off(event, giveUp);
    socket.off('data', take);
    socket.pause();
    socket.unshift(seen);
    decided(couldBeHttp2);
    // An HTTP/2 session takes what was read before out of the paused socket itself.
    if (!couldBeHttp2) socket.resume();
  };
  socket.setTimeout(firstByteTimeoutMs);
  socket.on('timeout', giveUp);
  socket.on('end', giveUp);
  socket.on('data', take);
};
