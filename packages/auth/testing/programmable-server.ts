import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<IncomingMessage['headers']>;
  readonly body: string;
};

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** The reaction to a request: a response, no response, a reset, or a function. */
export type Behaviour =
  | Answer
  | 'hang'
  | 'reset'
  | ((response: ServerResponse, socket: Socket) => void);

export type Program = (request: Received, index: number) => Behaviour | Promise<Behaviour>;

export type ProgrammableServer = {
  readonly origin: string;
  readonly received: Received[];
  /** Chooses the reaction to each request. Tests replace it. */
  program: Program;
  /** Connections accepted so far. */
  connections(): number;
  /** Breaks all open connections silently, like a freeze. The next request on each is reset. */
  resetOpenConnections(): void;
  /** Makes the network forget all open connections, like a long freeze. Requests on them get no answer. */
  blackHoleOpenConnections(): void;
  close(): Promise<void>;
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
};

const behave = (behaviour: Behaviour, response: ServerResponse, socket: Socket): void => {
  if (behaviour === 'hang') return;
  if (behaviour === 'reset') {
    socket.resetAndDestroy();
    return;
  }
  if (typeof behaviour === 'function') {
    behaviour(response, socket);
    return;
  }
  response.writeHead(behaviour.status, behaviour.headers);
  response.end(behaviour.body ?? '');
};

export const startProgrammableServer = async (program: Program): Promise<ProgrammableServer> => {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const broken = new WeakSet<Socket>();
  const blackHoled = new WeakSet<Socket>();
  let accepted = 0;

  const server = createServer(async (request, response) => {
    if (blackHoled.has(request.socket)) return;
    if (broken.has(request.socket)) {
      request.socket.resetAndDestroy();
      return;
    }
    const { method = '', url: path = '', headers } = request;
    const entry = { method, path, headers, body: await readBody(request) };
    received.push(entry);
    behave(await running.program(entry, received.length - 1), response, request.socket);
  });
  server.on('connection', (socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const running: ProgrammableServer = {
    origin: `http://127.0.0.1:${port}`,
    received,
    program,
    connections: () => accepted,
    resetOpenConnections() {
      for (const socket of sockets) broken.add(socket);
    },
    blackHoleOpenConnections() {
      for (const socket of sockets) blackHoled.add(socket);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return running;
};
