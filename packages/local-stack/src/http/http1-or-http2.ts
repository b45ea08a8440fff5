import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import type { Server, Socket } from 'node:net';
import { createHttpServer } from './http-server.ts';
import { limitSessions, type SessionLimits } from './limit-sessions.ts';
import { guarded, type PortRule } from './port-guard.ts';

export type HttpRequest = IncomingMessage | Http2ServerRequest;
export type HttpResponse = ServerResponse | Http2ServerResponse;
export type HttpListener = (request: HttpRequest, response: HttpResponse) => void;

/** First bytes of the HTTP/2 connection preface (RFC 9113, section 3.4). */
const prefaceStart = Buffer.from('PRI');

/** How long a new connection may stay silent before the server closes it. */
const firstByteTimeoutMs = 30_000;

/**
 * A server for HTTP/1.1 and for HTTP/2 in clear text, chosen by the connection's first bytes, with the rule of its port. It
 * also answers malformed requests; see `refuseMalformed`.
 */
export const createHttp1OrHttp2Server = (
  rule: PortRule,
  listener: HttpListener,
  limits?: SessionLimits,
): Server => {
  const http2 = createHttp2Server(guarded(rule, listener));
  // A broken session closes its own socket. Without a listener the error would end the process.
  http2.on('sessionError', () => undefined);
  limitSessions(http2, limits);
  const http1 = createHttpServer(rule, listener);
  // Node's own listener takes over a connection only after the first bytes have been inspected.
  const serveHttp1 = http1.listeners('connection');
  http1.removeAllListeners('connection');
  http1.on('connection', (socket) => {
    socket.on('error', () => socket.destroy());
    peek(socket, (isHttp2) => {
      if (isHttp2) {
        // A session does not notice that its client has ended the connection.
        socket.once('end', () => socket.destroy());
        http2.emit('connection', socket);
      } else {
        for (const serve of serveHttp1) serve.call(http1, socket);
      }
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
    // An HTTP/2 session itself reads the buffered bytes from the paused socket.
    if (!couldBeHttp2) socket.resume();
  };
  socket.setTimeout(firstByteTimeoutMs);
  socket.on('timeout', giveUp);
  socket.on('end', giveUp);
  socket.on('data', take);
};
