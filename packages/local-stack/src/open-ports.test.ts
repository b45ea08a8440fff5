import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askChat } from '../testing/ask-chat.ts';
import { foreignRequest, type RequestOfPort } from '../testing/fuzz/foreign-requests.ts';
import { firstAnswer, readUntilEnd } from '../testing/fuzz/raw-exchange.ts';
import { type ListeningSocket, listeningSockets } from '../testing/listening-sockets.ts';
import { runStack } from '../testing/running-stack.ts';
import type { LocalStack } from './start-local-stack.ts';

let before: readonly ListeningSocket[];
let stack: LocalStack;
let sockets: readonly ListeningSocket[];
let cookie: string;

beforeAll(async () => {
  before = await listeningSockets();
  const directory = import.meta.dirname;
  stack = await runStack({ webUi: { build: () => ({ state: 'built', directory }) } });
  cookie = await cookieOf(stack);
  // The execution environments stay after the answer, and with them their sockets.
  await askChat(stack, 'Check security status');
  sockets = (await listeningSockets()).filter((socket) => !before.some(isSame(socket)));
});
afterAll(() => stack.stop());

const isSame = (one: ListeningSocket) => (other: ListeningSocket) =>
  JSON.stringify(one) === JSON.stringify(other);

const cookieOf = async ({ endpoints, pageAddress }: LocalStack): Promise<string> => {
  const { status, headers } = await fetch(`${endpoints.webUi}/local/session`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: pageAddress()?.split('#code=')[1] ?? '',
  });
  expect(status).toBe(200);
  return headers.get('set-cookie')?.split(';')[0] ?? '';
};

type Port = {
  readonly url: () => string;
  /** Paths that answer an allowed client with data. */
  readonly paths: () => readonly string[];
  readonly credentials?: () => readonly string[];
};

const pathOf = (url: string): string => new URL(url).pathname;

/** Every port of a stack. A new one needs a line, so that the rule applies to it. */
const known: Readonly<Record<string, Port>> = {
  api: { url: () => stack.endpoints.api, paths: () => ['/local/health', '/local/chat'] },
  aws: { url: () => stack.endpoints.aws, paths: () => ['/'] },
  gateway: {
    url: () => stack.endpoints.gateway,
    paths: () => ['/mcp', '/.well-known/oauth-protected-resource'],
  },
  issuer: {
    url: () => stack.endpoints.issuer,
    paths: () => [`${pathOf(stack.endpoints.issuer)}/.well-known/jwks.json`],
  },
  'user pool domain': {
    url: () => stack.endpoints.tokenEndpoint,
    paths: () => ['/oauth2/token', '/oauth2/authorize', '/login'],
  },
  page: {
    url: () => stack.endpoints.webUi ?? '',
    paths: () => ['/config.json', '/local/faults', '/local/decisions', '/local/session'],
    credentials: () => [`cookie: ${cookie}`],
  },
  control: {
    url: () => stack.state.controlUrl,
    paths: () => ['/env', '/decisions', '/faults', '/page-address', '/stop', '/proof'],
    credentials: () => [`authorization: Bearer ${stack.state.controlToken}`],
  },
};

const originOf = ({ url }: Port): string => new URL(url()).origin;

// Other platforms do not list the sockets of a process.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('the sockets of a running stack', () => {
  it('are one port on loopback for each known server, and no port of a function', () => {
    const ports = sockets.filter((socket) => socket.kind === 'port');
    const expected = Object.values(known).map((port) => ({
      kind: 'port',
      pid: process.pid,
      address: '0100007F',
      port: Number(new URL(originOf(port)).port),
    }));
    expect(new Set(ports)).toEqual(new Set(expected));
  });

  it('are one Unix socket for each execution environment, in a folder that only this user can open', async () => {
    const paths = sockets.filter((socket) => socket.kind === 'path');
    expect(paths).toHaveLength(stack.usage().environments);
    for (const { pid, path } of paths) {
      const { mode, uid } = await stat(dirname(path));
      expect([pid, mode & 0o777, uid]).toEqual([process.pid, 0o700, process.getuid?.()]);
    }
  });
});

/** Every refusal says only why. */
const expectNoData = (received: Buffer): void => {
  const answer = firstAnswer(received);
  if (answer === undefined) return;
  expect([400, 403, 405, 421, 431]).toContain(answer.status);
  if (answer.body !== '') {
    expect(JSON.parse(answer.body)).toEqual({ message: expect.any(String) });
  }
};

describe.each(Object.entries(known))('the port of the %s', (_name, port) => {
  it('ends each foreign or malformed request at once, without data and also with credentials', async () => {
    const origin = originOf(port);
    const request: RequestOfPort = {
      host: new URL(origin).host,
      paths: port.paths(),
      credentials: port.credentials?.() ?? [],
    };
    await fc.assert(
      fc.asyncProperty(foreignRequest(request), async ({ bytes }) => {
        expectNoData(await readUntilEnd(origin, bytes));
      }),
      { numRuns: 150, seed: 1, endOnFailure: true },
    );
  });
});

describe('without a token', () => {
  const fromPage = { 'sec-fetch-site': 'same-origin' };
  const routes = [
    ['control', 'GET', '/env'],
    ['control', 'GET', '/decisions'],
    ['control', 'GET', '/faults'],
    ['control', 'PUT', '/faults/invoke-agent-denied'],
    ['control', 'GET', '/template'],
    ['control', 'GET', '/sources'],
    ['control', 'POST', '/page-address'],
    ['control', 'POST', '/stop'],
    ['page', 'GET', '/local/faults'],
    ['page', 'PUT', '/local/faults/invoke-agent-denied'],
    ['page', 'GET', '/local/decisions'],
    ['page', 'GET', '/local/turns/turn-0001'],
    ['page', 'GET', '/local/diagnosis'],
    ['page', 'POST', '/local/session'],
  ] as const;

  it.each(routes)('nothing reads or changes the stack: %s, %s %s', async (name, method, path) => {
    const port = known[name] ?? Object.values(known)[0];
    const url = new URL(path, port?.url());
    expect((await fetch(url, { method, headers: fromPage })).status).toBe(
      name === 'control' ? 403 : 401,
    );
    if (name === 'control') expect((await fetch(url, { method })).status).toBe(401);
    expect(stack.faults.list().filter(({ on }) => on)).toEqual([]);
  });

  it('the page shows only its door', async () => {
    const page = known.page?.url() ?? '';
    const door = await (await fetch(page, { headers: fromPage })).text();
    expect(door).toContain('This browser has no access to the local stack');
    const session = await fetch(new URL('/local/session', page), { headers: fromPage });
    expect([await session.json(), session.headers.get('set-cookie')]).toEqual([
      { access: false },
      null,
    ]);
  });
});
