import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { failureCause } from '../errors/auth-error.ts';
import { withTimeLimit } from '../time/time-limit.ts';
import {
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type HttpSend,
  HttpSendError,
} from './http-send.ts';

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

const dropIdleSockets = (agent: Agent): void => {
  for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
};

const failed = (failure: HttpFailure) => () => new HttpSendError(failure);

const exchange = async (
  request: HttpRequest,
  agent: Agent,
  canReconnect: boolean,
): Promise<HttpResponse> => {
  const { timeoutMs, signal } = request;
  const startedAt = performance.now();
  let outgoing: ClientRequest | undefined;
  let isStale = canReconnect;
  const start = (): Promise<HttpResponse> => {
    outgoing = openRequest(request, agent);
    for (const event of ['information', 'response']) {
      outgoing.on(event, () => {
        isStale = false;
      });
    }
    return receiveResponse(outgoing, request);
  };
  const limit = { timeoutMs, onTimeout: failed('timeout'), signal, onAbort: failed('aborted') };
  try {
    return await withTimeLimit(start, limit);
  } catch (error) {
    outgoing?.destroy();
    const elapsedMs = performance.now() - startedAt;
    isStale &&= !!outgoing?.reusedSocket && elapsedMs <= staleSocketMs && isReset(error);
    if (!isStale) {
      throw error instanceof HttpSendError ? error : new HttpSendError('unreachable', error);
    }
    dropIdleSockets(agent);
    return exchange({ ...request, timeoutMs: Math.max(1, timeoutMs - elapsedMs) }, agent, false);
  }
};

/**
 * Creates an `HttpSend` on `node:https` with kept-alive connections. A server may close a connection while
 * the execution environment is frozen; the next request on it is then reset before any response byte
 * arrives. Such a request is sent again, once, on a new connection.
 */
export const createNodeHttpSend = (): HttpSend => {
  const plain = new http.Agent({ keepAlive: true });
  const secure = new https.Agent({ keepAlive: true });
  return (request) => exchange(request, request.url.protocol === 'https:' ? secure : plain, true);
};
