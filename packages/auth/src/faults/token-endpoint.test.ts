import { afterAll, beforeAll, expect } from '@jest/globals';
import { describeFault } from '../../testing/describe-fault.ts';
import { type Cell, hasToken } from '../../testing/fault-cell.ts';
import type { Behaviour } from '../../testing/programmable-server.ts';
import { startTlsServer, type TlsServer } from '../../testing/tls-server.ts';

const minute = 60_000;

/** Expects that callers with a cached token succeed, and that the others fail with the code. */
const expectOutage = async (cell: Cell, code: string, requests = 1): Promise<void> => {
  const { state, callers } = cell;
  const outcomes = await cell.burst();
  if (state === 'in the renewal window') await cell.tokenRequestsEnded(1);
  const expected = hasToken(state) ? { status: 200, replayed: false } : { code };
  expect(outcomes).toEqual(Array.from({ length: callers }, () => expected));
  expect(cell.tokenRequests()).toBe(state === 'warm' ? 0 : requests);

  // During the pause, the result is the same without another token request.
  expect(await cell.invokeOnce()).toEqual(expected);
  expect(cell.tokenRequests()).toBe(state === 'warm' ? 0 : requests);
};

const expectRecovery = async (cell: Cell): Promise<void> => {
  cell.issuer.program = cell.grant;
  const requests = cell.tokenRequests();
  cell.clock.advance(minute);
  expect(await cell.burst()).toEqual(
    Array.from({ length: cell.callers }, () => ({ status: 200, replayed: false })),
  );
  if (cell.state === 'in the renewal window') await cell.tokenRequestsEnded(2);
  expect(cell.tokenRequests() - requests).toBe(cell.state === 'warm' ? 0 : 1);
};

describeFault({
  name: 'R1: a burst of callers',
  async run(cell) {
    const outcomes = await cell.burst();
    if (cell.state !== 'warm') await cell.tokenRequestsEnded(1);

    expect(outcomes).toEqual(outcomes.map(() => ({ status: 200, replayed: false })));
    expect(cell.tokenRequests()).toBe(cell.state === 'warm' ? 0 : 1);
    expect(cell.secretReads()).toBe(cell.state === 'cold' ? 1 : 0);
  },
});

const headers = { 'content-type': 'application/json' };
const faults: readonly (readonly [string, string, Behaviour])[] = [
  ...[500, 502, 503, 504].map(
    (status) => [`HTTP ${status}`, 'TOKEN_ENDPOINT_UNAVAILABLE', { status }] as const,
  ),
  ['a reset', 'TOKEN_ENDPOINT_UNREACHABLE', 'reset'],
  ['half of a JSON body', 'TOKEN_RESPONSE_MALFORMED', { status: 200, headers, body: '{"access_t' }],
  [
    'a body that stops early',
    'TOKEN_ENDPOINT_UNREACHABLE',
    (response) => {
      response.writeHead(200, { ...headers, 'content-length': '500' });
      response.write('{"access_token":"', () => response.destroy());
    },
  ],
];

for (const [fault, code, behaviour] of faults) {
  describeFault({
    name: `R2: the token endpoint answers with ${fault}, and recovers`,
    async run(cell) {
      cell.issuer.program = () => behaviour;
      await expectOutage(cell, code);
      await expectRecovery(cell);
    },
  });
}

let tls: TlsServer;
beforeAll(async () => {
  tls = await startTlsServer();
});
afterAll(() => tls.close());

const unreachable = {
  'a host name that does not resolve': () => 'https://nonexistent.invalid/oauth2/token',
  'a self-signed certificate': () => `${tls.origin}/oauth2/token`,
};

for (const [fault, urlOf] of Object.entries(unreachable)) {
  describeFault({
    name: `R2: the token endpoint has ${fault}, and recovers`,
    async run(cell) {
      cell.tokenEndpointOverride = urlOf();
      await expectOutage(cell, 'TOKEN_ENDPOINT_UNREACHABLE');
      cell.tokenEndpointOverride = undefined;
      await expectRecovery(cell);
    },
  });
}
