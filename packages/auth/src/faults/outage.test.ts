import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { describeFault } from '../../testing/describe-fault.ts';
import { hasToken } from '../../testing/fault-cell.ts';
import type { Behaviour } from '../../testing/programmable-server.ts';
import { until } from '../../testing/wait-until.ts';

const second = 1_000;
const minute = 60_000;
const served = { status: 200, replayed: false };

describeFault({
  name: 'R3: renewals fail until the token expires',
  appliesTo: ({ state }) => state === 'in the renewal window',
  async run(cell) {
    cell.issuer.program = () => ({ status: 503 });
    for (let elapsedMs = 0; elapsedMs < 8 * minute; elapsedMs += 30 * second) {
      const before = cell.tokenRequests();
      expect(await cell.burst()).toEqual(Array.from({ length: cell.callers }, () => served));
      await until(() => cell.count('renewal_failed') >= cell.tokenRequests());
      expect(cell.tokenRequests() - before).toBeLessThanOrEqual(1);
      cell.clock.advance(30 * second);
    }

    // The pauses grow from 0.5 s to 60 s. The clock moves in steps of 30 s.
    expect(cell.tokenRequests()).toBe(11);
  },
});

describeFault({
  name: 'R4: an outage without a token',
  appliesTo: ({ state }) => !hasToken(state),
  async run(cell) {
    cell.issuer.program = () => 'reset';
    const attempts: number[] = [];
    const stepMs = cell.callers === 1 ? 100 : 500;
    for (let elapsedMs = 0; elapsedMs < minute; elapsedMs += stepMs) {
      const before = cell.tokenRequests();
      const outcomes = new Set((await cell.burst()).map((outcome) => JSON.stringify(outcome)));
      expect([...outcomes]).toEqual(['{"code":"TOKEN_ENDPOINT_UNREACHABLE"}']);
      if (cell.tokenRequests() > before) attempts.push(elapsedMs);
      cell.clock.advance(stepMs);
    }

    expect(attempts).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]);
  },
});

describeFault({
  name: 'R4: an outage, with callers during the pause',
  async run(cell) {
    cell.issuer.program = () => 'reset';
    await cell.burst();
    const before = cell.tokenRequests();
    const expected = hasToken(cell.state) ? served : { code: 'TOKEN_ENDPOINT_UNREACHABLE' };

    expect(await cell.burst(100)).toEqual(Array.from({ length: 100 }, () => expected));
    expect(cell.tokenRequests()).toBe(before);
  },
});

const start = Date.UTC(2026, 0, 1);
const pauses: readonly (readonly [string, (now: number) => string, number])[] = [
  ['seconds', () => '7', 7 * second],
  ['a date', (now) => new Date(now + 9 * second).toUTCString(), 9 * second],
  ['a negative number', () => '-5', 500],
  ['a date in the past', () => new Date(start - minute).toUTCString(), 500],
  ['a huge number', () => '999999999999', 5 * minute],
  ['garbage', () => 'soon', 500],
];

for (const [kind, retryAfter, pauseMs] of pauses) {
  describeFault({
    name: `R5: 429 with Retry-After as ${kind}`,
    async run(cell) {
      const { clock, state } = cell;
      cell.issuer.program = () => ({
        status: 429,
        headers: { 'retry-after': retryAfter(clock.now()) },
      });
      await cell.burst();
      if (state === 'in the renewal window') await cell.tokenRequestsEnded(1);
      const requests = state === 'warm' ? 0 : 1;
      expect(cell.tokenRequests()).toBe(requests);

      cell.issuer.program = cell.grant;
      clock.advance(pauseMs - 1);
      const early = await cell.invokeOnce();
      expect(early).toEqual(hasToken(state) ? served : { code: 'TOKEN_ENDPOINT_UNAVAILABLE' });
      expect(cell.tokenRequests()).toBe(requests);

      clock.advance(1);
      expect(await cell.invokeOnce()).toEqual(served);
      if (state !== 'warm') await cell.tokenRequestsEnded(2);
      expect(cell.tokenRequests()).toBe(2 * requests);
    },
  });
}

/** Accepts connections and sends nothing, not even in the TLS handshake. */
let silent: Server;
const silentSockets = new Set<Socket>();
beforeAll(async () => {
  silent = createServer((socket) => {
    silentSockets.add(socket);
    socket.resume();
    socket.on('error', () => undefined);
    socket.on('close', () => silentSockets.delete(socket));
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise<void>((resolve) => silent.close(() => resolve())));

const head = { 'content-type': 'application/json', 'content-length': '500' };
const closed: Promise<void>[] = [];
const recordClose =
  (behave: (write: (text: string) => void) => void): Behaviour =>
  (response, socket) => {
    closed.push(new Promise((resolve) => socket.on('close', () => resolve())));
    behave((text) => response.writeHead(200, head).write(text));
  };

const hangs: Readonly<Record<string, Behaviour | undefined>> = {
  'in the TLS handshake': undefined,
  'before the headers': recordClose(() => undefined),
  'after the headers': (response, socket) => {
    closed.push(new Promise((resolve) => socket.on('close', () => resolve())));
    response.writeHead(200, head).flushHeaders();
  },
  'in the middle of the body': recordClose((write) => write('{"access_token":"')),
  'while it sends single bytes': (response, socket) => {
    response.writeHead(200, head);
    const drip = setInterval(() => response.write('{'), 5);
    const end = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    closed.push(end.then(() => clearInterval(drip)));
  },
};

for (const [when, behaviour] of Object.entries(hangs)) {
  describeFault({
    name: `R6: the token endpoint hangs ${when}`,
    async run(cell) {
      const { state } = cell;
      closed.length = 0;
      cell.timeoutDivisor = 40;
      if (behaviour !== undefined) {
        cell.issuer.program = () => behaviour;
      } else {
        cell.tokenEndpointOverride = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      }
      const expected = hasToken(state) ? served : { code: 'TOKEN_ENDPOINT_TIMEOUT' };

      expect(await cell.burst()).toEqual(Array.from({ length: cell.callers }, () => expected));
      if (state !== 'warm') await cell.tokenRequestsEnded(1);
      await Promise.all(closed);
      await until(() => silentSockets.size === 0);
      expect(cell.tokenRequests()).toBe(state === 'warm' ? 0 : 1);

      cell.issuer.program = cell.grant;
      cell.tokenEndpointOverride = undefined;
      cell.timeoutDivisor = 1;
      cell.clock.advance(500);
      expect(await cell.invokeOnce()).toEqual(served);
    },
  });
}
