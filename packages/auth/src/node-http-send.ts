import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { within } from './deadline.ts';
import { failureCause } from './errors.ts';
import {
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type HttpSend,
  HttpSendError,
} from './http-send.ts';

// `import 'node:http'` in an ES module loads undici as well, tens of milliseconds (nodejs/node#59686).
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

/** A kept-alive socket that breaks sooner than this had been dropped before the request reached anyone. */
const staleSocketMs = 1_000;

const headersOf = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );

/** Reads the whole answer, up to the request's bound. */
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

const open = ({ url, method, headers, body }: HttpRequest, agent: Agent): ClientRequest => {
  const length = body !== undefined && { 'content-length': Buffer.byteLength(body) };
  const { request } = url.protocol === 'https:' ? https : http;
  try {
    return request(url, { method, headers: { ...headers, ...length }, agent });
  } catch (error) {
    // A method or header that no request line can carry.
    throw new HttpSendError('invalid', error);
  }
};

const converse = async (outgoing: ClientRequest, request: HttpRequest): Promise<HttpResponse> => {
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
  mayReconnect: boolean,
): Promise<HttpResponse> => {
  const { timeoutMs, signal } = request;
  if (signal?.aborted) throw new HttpSendError('aborted');
  const startedAt = performance.now();
  const outgoing = open(request, agent);
  let isStale = mayReconnect;
  outgoing.on('response', () => {
    isStale = false;
  });
  const limit = { timeoutMs, onTimeout: failed('timeout'), signal, onAbort: failed('aborted') };
  try {
    return await within(converse(outgoing, request), limit);
  } catch (error) {
    outgoing.destroy();
    const elapsedMs = performance.now() - startedAt;
    isStale &&= outgoing.reusedSocket && elapsedMs <= staleSocketMs && isReset(error);
    if (!isStale) {
      throw error instanceof HttpSendError ? error : new HttpSendError('unreachable', error);
    }
    dropIdleSockets(agent);
    return exchange({ ...request, timeoutMs: Math.max(1, timeoutMs - elapsedMs) }, agent, false);
  }
};

/**
 * `HttpSend` over `node:https` with kept-alive connections. A socket that was dropped while the
 * environment slept is found out by a reset before the first byte of an answer; the request then goes
 * out once more on a new connection.
 */
export const createNodeHttpSend = (): HttpSend => {
  const plain = new http.Agent({ keepAlive: true });
  const secure = new https.Agent({ keepAlive: true });
  return (request) => exchange(request, request.url.protocol === 'https:' ? secure : plain, true);
};
