import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnPath } from '../../http/loopback-server.ts';
import { BodyTooLargeError, readBody } from '../../http/read-body.ts';
import { FunctionFailedError, responseTooLarge } from '../function/function-failed-error.ts';
import type { RuntimeAnswer, RuntimeInvocation } from './runtime-invocation.ts';
import { readStreamedResponse } from './streamed-response.ts';

/**
 * Size limit of a buffered response, see
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxResponseBytes = 6_291_556;
const maxErrorBytes = 256 * 1024;
/** A runtime needs two. Each one uses a descriptor of the stack. */
const maxConnections = 16;

const routePattern =
  /^\/2018-06-01\/runtime\/(?:(init\/error|invocation\/next)|invocation\/([^/]+)\/(response|error))$/;

/** What the Runtime API reports to the execution environment. */
export type RuntimeApiEvents = {
  /** The runtime requests its next invocation: it has initialized, or has finished an invocation. */
  idle(): void;
  initFailed(error: FunctionFailedError): void;
  answered(answer: RuntimeAnswer): void;
  /** Resolves after the current invocation, with the cause of an interrupted response. */
  connectionError(): Promise<FunctionFailedError>;
};

/** What the runtime is doing: it `answers` while its response arrives. */
type RuntimeState = 'starting' | 'waiting' | 'running' | 'answering' | 'answered';

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, status: number, errorType: string): void =>
  reply(response, status, {
    errorType,
    errorMessage: `The Runtime API refused the request: ${errorType}.`,
  });

const isStreaming = (request: IncomingMessage): boolean =>
  request.headers['lambda-runtime-function-response-mode'] === 'streaming';

/** `undefined` if the body is larger, which a chunked body does not declare. */
const readAtMost = (request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> =>
  readBody(request, limitBytes).catch((error: unknown) => {
    if (error instanceof BodyTooLargeError) return undefined;
    throw error;
  });

/** Escapes JSON for use in a header. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const invocationHeaders = (invocation: RuntimeInvocation): Record<string, string> => ({
  'Content-Type': 'application/json',
  'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
  'Lambda-Runtime-Deadline-Ms': String(invocation.deadlineMs),
  'Lambda-Runtime-Invoked-Function-Arn': invocation.functionArn,
  ...(invocation.traceHeader !== undefined && {
    'Lambda-Runtime-Trace-Id': invocation.traceHeader,
  }),
  ...(invocation.clientContext !== undefined && {
    'Lambda-Runtime-Client-Context': asciiJson(invocation.clientContext),
  }),
});

/**
 * The Lambda Runtime API of one execution environment.
 * See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #events: RuntimeApiEvents;
  #close: (() => Promise<void>) | undefined;
  #state: RuntimeState = 'starting';
  #waiting: ServerResponse | undefined;
  #requestId: string | undefined;

  constructor(events: RuntimeApiEvents) {
    this.#events = events;
  }

  /** Starts listening on a Unix socket, or on a named pipe of Windows. */
  async listen(path: string): Promise<void> {
    // The connection is idle while the function works. By default, Node closes it after five seconds, and the answer of
    // a slow function is then lost.
    const options = { requestTimeout: 0, keepAliveTimeout: 0 };
    const server = createServer(options, (request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
    server.maxConnections = maxConnections;
    this.#close = await listenOnPath(server, path);
  }

  async close(): Promise<void> {
    await this.#close?.();
  }

  /** Passes an invocation to the runtime, which must be idle. */
  dispatch(invocation: RuntimeInvocation): void {
    this.#requestId = invocation.requestId;
    this.#state = 'running';
    this.#waiting?.writeHead(200, invocationHeaders(invocation)).end(invocation.payload);
    this.#waiting = undefined;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, plain, requestId, outcome] = routePattern.exec(request.url ?? '') ?? [];
    const route = `${request.method} ${plain ?? outcome}`;
    if (route === 'GET invocation/next') return this.#next(response);
    if (route === 'POST init/error') {
      if (this.#state !== 'starting') return refuse(response, 403, 'InvalidStateTransition');
      this.#events.initFailed(await this.#readError(request));
      return reply(response, 202, { status: 'OK' });
    }
    if (route !== 'POST response' && route !== 'POST error') {
      return refuse(response, 404, 'UnknownOperation');
    }
    if (requestId !== this.#requestId) return refuse(response, 400, 'InvalidRequestID');
    if (this.#state !== 'running') return refuse(response, 403, 'InvalidStateTransition');
    this.#state = 'answering';
    request.once('close', () => {
      this.#state = 'answered';
    });
    return outcome === 'error' ? this.#error(request, response) : this.#response(request, response);
  }

  #next(response: ServerResponse): void {
    // Only one caller at a time receives invocations. It finishes each one before it requests the next.
    if (this.#state === 'starting' || this.#state === 'answered') {
      this.#state = 'waiting';
      this.#requestId = undefined;
      this.#waiting = response;
      this.#events.idle();
    } else {
      refuse(response, 403, 'InvalidStateTransition');
    }
  }

  async #error(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#events.answered({ kind: 'failed', error: await this.#readError(request) });
    reply(response, 202, { status: 'OK' });
  }

  async #response(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isStreaming(request)) {
      const body = readStreamedResponse(request, this.#events.connectionError());
      request.once('end', () => reply(response, 202, { status: 'OK' }));
      return this.#events.answered({ kind: 'streamed', body });
    }
    const declared = Number(request.headers['content-length'] ?? 0);
    const payload =
      declared > maxResponseBytes ? undefined : await readAtMost(request, maxResponseBytes);
    if (payload === undefined) {
      const error = responseTooLarge(declared || undefined, maxResponseBytes);
      this.#events.answered({ kind: 'failed', error });
      request.resume();
      return refuse(response, 413, 'RequestEntityTooLarge');
    }
    this.#events.answered({ kind: 'buffered', payload });
    return reply(response, 202, { status: 'OK' });
  }

  async #readError(request: IncomingMessage): Promise<FunctionFailedError> {
    const header = request.headers['lambda-runtime-function-error-type'];
    const errorType = typeof header === 'string' && header !== '' ? header : 'Unknown';
    const payload = await readBody(request, maxErrorBytes).catch((cause: unknown) => {
      if (!(cause instanceof BodyTooLargeError)) throw cause;
      return Buffer.from(JSON.stringify({ errorType, errorMessage: 'The error is too large.' }));
    });
    return new FunctionFailedError(errorType, payload);
  }
}
