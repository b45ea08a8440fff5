import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { failureCause } from '../errors/auth-error.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { isWithin } from '../time/is-within.ts';
import { countDown, withTimeLimit } from '../time/time-limit.ts';
import {
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type HttpSend,
  HttpSendError,
} from './http-send.ts';
import { createKeptConnections, type KeptConnections } from './kept-connections.ts';

// In an ES module, `import 'node:http'` also loads undici, at a cost of tens of milliseconds (nodejs/node#59686).
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

/** A kept-alive socket that breaks within this time was closed before the server received the request. */
const staleSocketMs = 1_000;

const headersOf = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );

const readBody = async (message: IncomingMessage, maxBytes: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new HttpSendError('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const openRequest = ({ url, method, headers, body }: HttpRequest, agent: Agent): ClientRequest => {
  const length = body !== undefined && { 'content-length': Buffer.byteLength(body) };
  const { request } = url.protocol === 'https:' ? https : http;
  try {
    return request(url, { method, headers: { ...headers, ...length }, agent });
  } catch (error) {
    // Node refuses an invalid method or header.
    throw new HttpSendError('invalid', error);
  }
};

const receiveResponse = async (
  outgoing: ClientRequest,
  request: HttpRequest,
): Promise<HttpResponse> => {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve).on('error', reject).end(request.body);
  });
  const body = await readBody(message, request.maxResponseBytes);
  return { status: message.statusCode ?? 0, headers: headersOf(message), body };
};

const isReset = (error: unknown): boolean =>
  /^(?:ECONNRESET|EPIPE)$/.test(failureCause(error).code ?? '');

const failed = (failure: HttpFailure) => () => new HttpSendError(failure);

const exchange = async (
  request: HttpRequest,
  { connections, clock }: { connections: KeptConnections; clock: Clock },
  canReconnect: boolean,
): Promise<HttpResponse> => {
  const { timeoutMs, signal } = request;
  const sentAt = clock.now();
  const leftMs = countDown(clock, timeoutMs, failed('timeout'));
  let outgoing: ClientRequest | undefined;
  let isStale = canReconnect;
  const answered = () => {
    isStale = false;
  };
  const start = (): Promise<HttpResponse> => {
    connections.dropOld();
    outgoing = openRequest(request, connections.agent);
    outgoing.on('information', answered).on('response', (message) => {
      answered();
      connections.track(message);
    });
    return receiveResponse(outgoing, request);
  };
  const limit = { timeoutMs, onTimeout: failed('timeout'), signal, onAbort: failed('aborted') };
  try {
    return await withTimeLimit(start, limit);
  } catch (error) {
    outgoing?.destroy();
    isStale &&=
      !!outgoing?.reusedSocket && isWithin(clock, staleSocketMs, sentAt) && isReset(error);
    if (!isStale) {
      throw error instanceof HttpSendError ? error : new HttpSendError('unreachable', error);
    }
    connections.dropAll();
    return exchange({ ...request, timeoutMs: leftMs() }, { connections, clock }, false);
  }
};

/**
 * Creates an `HttpSend` on `node:https` with kept-alive connections. A connection can end while the execution
 * environment is frozen. So a socket that was idle for more than four seconds of wall-clock time is not used. A
 * request that is reset on a younger socket, before any response byte arrives, is sent again, once, on a new connection.
 */
export const createNodeHttpSend = (clock: Clock = systemClock): HttpSend => {
  const plain = createKeptConnections('http:', clock);
  const secure = createKeptConnections('https:', clock);
  return (request) => {
    const connections = request.url.protocol === 'https:' ? secure : plain;
    return exchange(request, { connections, clock }, true);
  };
};
