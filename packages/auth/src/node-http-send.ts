import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
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

type Attempt = { answered: boolean; reusedSocket: boolean };

const isStaleSocket = (error: unknown, attempt: Attempt, elapsedMs: number): boolean => {
  if (attempt.answered || !attempt.reusedSocket || elapsedMs > staleSocketMs) return false;
  const cause = error instanceof HttpSendError ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  return code === 'ECONNRESET' || code === 'EPIPE';
};

const headersOf = (message: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
};

const requestOptions = (request: HttpRequest, agent: Agent): RequestOptions => ({
  method: request.method,
  headers: {
    ...request.headers,
    ...(request.body !== undefined && { 'content-length': Buffer.byteLength(request.body) }),
  },
  agent,
});

/** Reads the whole answer, up to the request's bound. */
const readBody = (
  message: IncomingMessage,
  maxBytes: number,
  end: (outcome: HttpSendError | string) => void,
): void => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  message.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) end(new HttpSendError('too_large'));
    else chunks.push(chunk);
  });
  message.on('end', () => end(Buffer.concat(chunks).toString('utf8')));
  message.on('error', (error) => end(new HttpSendError('unreachable', error)));
};

const exchange = (request: HttpRequest, agent: Agent, attempt: Attempt): Promise<HttpResponse> =>
  new Promise((resolve, reject) => {
    const { request: open } = request.url.protocol === 'https:' ? https : http;
    const outgoing = open(request.url, requestOptions(request, agent));
    const fail = (failure: HttpFailure, cause?: unknown) =>
      settle(new HttpSendError(failure, cause));
    const timer = setTimeout(() => fail('timeout'), request.timeoutMs);
    const abort = () => fail('aborted');
    request.signal?.addEventListener('abort', abort, { once: true });

    const settle = (outcome: HttpSendError | HttpResponse) => {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', abort);
      if (!(outcome instanceof HttpSendError)) return resolve(outcome);
      reject(outcome);
      outgoing.destroy();
    };

    outgoing.on('response', (message) => {
      attempt.answered = true;
      readBody(message, request.maxResponseBytes, (body) =>
        settle(
          typeof body === 'string'
            ? { status: message.statusCode ?? 0, headers: headersOf(message), body }
            : body,
        ),
      );
    });
    outgoing.on('error', (error) => {
      attempt.reusedSocket = outgoing.reusedSocket;
      fail('unreachable', error);
    });
    outgoing.end(request.body);
  });

const dropIdleSockets = (agent: Agent): void => {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
};

const startExchange = async (
  request: HttpRequest,
  agent: Agent,
  attempt: Attempt,
): Promise<HttpResponse> => {
  if (request.signal?.aborted) throw new HttpSendError('aborted');
  try {
    return await exchange(request, agent, attempt);
  } catch (error) {
    // `open` throws at once on a method or header that no request line can carry.
    throw error instanceof HttpSendError ? error : new HttpSendError('invalid', error);
  }
};

/**
 * `HttpSend` over `node:https` with kept-alive connections. A socket that was dropped while the
 * environment slept is found out by a reset before the first byte of an answer; the request then goes
 * out once more on a new connection.
 */
export const createNodeHttpSend = (): HttpSend => {
  const agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };
  return async (request) => {
    const agent = request.url.protocol === 'https:' ? agents['https:'] : agents['http:'];
    const attempt = { answered: false, reusedSocket: false };
    const startedAt = performance.now();
    try {
      return await startExchange(request, agent, attempt);
    } catch (error) {
      const elapsedMs = performance.now() - startedAt;
      if (!isStaleSocket(error, attempt, elapsedMs)) throw error;
      dropIdleSockets(agent);
      const timeoutMs = Math.max(1, request.timeoutMs - elapsedMs);
      return startExchange({ ...request, timeoutMs }, agent, {
        answered: false,
        reusedSocket: false,
      });
    }
  };
};
