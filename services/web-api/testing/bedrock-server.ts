import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { EventStreamCodec } from '@smithy/core/event-streams';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (text) => Buffer.from(text),
);

const frame = (headers: Record<string, string>, payload: object): Uint8Array =>
  codec.encode({
    headers: Object.fromEntries(
      Object.entries({ ...headers, ':content-type': 'application/json' }).map(([name, value]) => [
        name,
        { type: 'string' as const, value },
      ]),
    ),
    body: Buffer.from(JSON.stringify(payload)),
  });

/** A frame of the event stream, for example of type `chunk` or `trace`. */
export const eventFrame = (type: string, payload: object): Uint8Array =>
  frame({ ':message-type': 'event', ':event-type': type }, payload);

export const chunkFrame = (content: string | Uint8Array): Uint8Array =>
  eventFrame('chunk', { bytes: Buffer.from(content).toString('base64') });

export const traceFrame = (trace: object): Uint8Array =>
  eventFrame('trace', { agentId: 'AGENT12345', sessionId: 's', trace });

export const orchestrationFrame = (orchestrationTrace: object): Uint8Array =>
  traceFrame({ orchestrationTrace });

export const finalFrame = (): Uint8Array =>
  orchestrationFrame({
    observation: { traceId: 't-9', type: 'FINISH', finalResponse: { text: 'the answer' } },
  });

/** An exception frame, for example `throttlingException`. */
export const exceptionFrame = (type: string, payload: object): Uint8Array =>
  frame({ ':message-type': 'exception', ':exception-type': type }, payload);

export const errorFrame = (code: string): Uint8Array =>
  frame({ ':message-type': 'error', ':error-code': code, ':error-message': 'unmodelled' }, {});

export type AgentCall = {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
  /** The response, before its head is sent. */
  readonly response: ServerResponse;
  /** Resolves when the connection of the call is closed. */
  readonly closed: Promise<void>;
  /** Sends the head of an event stream and the frames. */
  stream(...frames: Uint8Array[]): void;
  /** Refuses the call before a stream, as AWS does. */
  refuse(status: number, exception: string, message: string): void;
};

export type BedrockServer = {
  readonly origin: string;
  /** Waits for the next call. */
  nextCall(): Promise<AgentCall>;
  callCount(): number;
  /** Connections accepted so far. */
  connectionCount(): number;
  /** Breaks all open connections silently, like a freeze. The next request on each is reset. */
  resetOpenConnections(): void;
  /** Makes the network forget all open connections, like a long freeze. Requests on them get no answer. */
  blackHoleOpenConnections(): void;
  close(): Promise<void>;
};

const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
};

const toCall = async (request: IncomingMessage, response: ServerResponse): Promise<AgentCall> => ({
  path: decodeURIComponent(request.url ?? ''),
  headers: request.headers,
  body: await readJson(request),
  response,
  closed: once(response, 'close').then(() => {}),
  stream(...frames) {
    if (!response.headersSent) {
      response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      response.flushHeaders();
    }
    for (const one of frames) response.write(one);
  },
  refuse(status, exception, message) {
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-amzn-errortype': exception,
      'x-amzn-requestid': 'aws-request-1',
    });
    response.end(JSON.stringify({ message }));
  },
});

/** Starts a fake Bedrock agent runtime. The test answers each call. */
export const startBedrockServer = async (): Promise<BedrockServer> => {
  const calls: AgentCall[] = [];
  let waiting: ((call: AgentCall) => void)[] = [];
  let count = 0;
  let connections = 0;
  const sockets = new Set<Socket>();
  const breaks = new WeakMap<Socket, 'reset' | 'black hole'>();
  const breakAll = (how: 'reset' | 'black hole') => {
    for (const socket of sockets) breaks.set(socket, how);
  };
  const server = createServer(async (request, response) => {
    const broken = breaks.get(request.socket);
    if (broken === 'reset') request.socket.resetAndDestroy();
    if (broken !== undefined) return;
    const call = await toCall(request, response);
    count += 1;
    const [first, ...rest] = waiting;
    waiting = rest;
    if (first === undefined) {
      calls.push(call);
    } else {
      first(call);
    }
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    callCount: () => count,
    connectionCount: () => connections,
    resetOpenConnections: () => breakAll('reset'),
    blackHoleOpenConnections: () => breakAll('black hole'),
    async nextCall() {
      const call = calls.shift();
      return call ?? new Promise((resolve) => waiting.push(resolve));
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
