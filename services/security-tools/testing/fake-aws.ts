import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a service receives. */
export type FakeRequest = {
  /** For example `POST /findings`. */
  readonly route: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
};

export type FakeAnswer = {
  readonly status?: number;
  readonly error?: string;
  readonly body?: unknown;
};

/** Answers one request. `undefined` means no answer. */
export type FakeRoute = (request: FakeRequest) => FakeAnswer | undefined;

export type FakeAws = {
  readonly endpoint: string;
  /** All requests so far. */
  readonly requests: readonly FakeRequest[];
  /** Requests of one route. */
  to(route: string): readonly FakeRequest[];
  close(): Promise<void>;
};

/** Starts a server with the services' wire format. The route with the longest matching prefix answers. */
export const startFakeAws = async (
  routes: Readonly<Record<string, FakeRoute>>,
): Promise<FakeAws> => {
  const requests: FakeRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    requests.push(request);
    const answer = findRoute(routes, request.route)(request);
    if (answer === undefined) return;
    response.writeHead(answer.status ?? 200, {
      'content-type': 'application/json',
      ...(answer.error && { 'x-amzn-errortype': answer.error }),
    });
    response.end(JSON.stringify(answer.body ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    to: (route) => requests.filter((request) => request.route === route),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const readRequest = async (incoming: IncomingMessage): Promise<FakeRequest> => {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    route: `${incoming.method} ${url.pathname}`,
    query: url.searchParams,
    body: text === '' ? {} : JSON.parse(text),
  };
};

const findRoute = (routes: Readonly<Record<string, FakeRoute>>, route: string): FakeRoute => {
  const [prefix] = Object.keys(routes)
    .filter((candidate) => route.startsWith(candidate))
    .toSorted((left, right) => right.length - left.length);
  const found = prefix === undefined ? undefined : routes[prefix];
  if (found === undefined) throw new Error(`The fake has no route ${route}.`);
  return found;
};
