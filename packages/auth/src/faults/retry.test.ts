import { expect } from '@jest/globals';
import { describeFault } from '../../testing/describe-fault.ts';
import { type Cell, hasToken, type Outcome } from '../../testing/fault-cell.ts';
import type { Behaviour } from '../../testing/programmable-server.ts';
import { json } from '../../testing/tokens.ts';
import { until } from '../../testing/wait-until.ts';

const second = 1_000;
const served = { status: 200, replayed: false };
const all = ({ callers }: Cell, outcome: Outcome) => Array.from({ length: callers }, () => outcome);

/** `random` is 0.5 in these tests. */
const waitMs = 1_500;

const withoutToken = {
  appliesTo: ({ state }: { readonly state: Cell['state'] }) => !hasToken(state),
};

/** Starts one invocation per caller. Ends their waits once all of them wait. */
const burstWithWait = async (cell: Cell): Promise<Outcome[]> => {
  const outcomes = cell.burst();
  await until(() => cell.clock.waiting() === cell.callers);
  cell.clock.advance(waitMs - 1);
  expect(cell.tokenRequests()).toBe(1);
  cell.clock.advance(1);
  return outcomes;
};

const transient: Readonly<Record<string, Behaviour>> = {
  'a reset': 'reset',
  '500': { status: 500 },
  '503': { status: 503 },
  '429': { status: 429 },
  '429 with a short Retry-After': { status: 429, headers: { 'retry-after': '1' } },
};

for (const [name, behaviour] of Object.entries(transient)) {
  describeFault({
    name: `the invocation's retry, after ${name}`,
    ...withoutToken,
    async run(cell) {
      cell.environment.remainingMs = 30 * second;
      cell.issuer.program = (_request, index) =>
        index === cell.issuer.received.length - 1 && cell.tokenRequests() === 1
          ? behaviour
          : cell.grant();

      expect(await burstWithWait(cell)).toEqual(all(cell, served));
      expect(cell.tokenRequests()).toBe(2);
    },
  });
}

describeFault({
  name: 'the retry of an invocation, after the secret could not be read',
  appliesTo: ({ state }) => state === 'cold',
  async run(cell) {
    cell.environment.remainingMs = 30 * second;
    cell.source.failure = new Error('throttled');
    const outcomes = cell.burst();
    await until(() => cell.clock.waiting() === cell.callers);
    cell.source.failure = undefined;
    cell.clock.advance(waitMs);

    expect(await outcomes).toEqual(all(cell, served));
    expect(cell.secretReads()).toBe(2);
  },
});

describeFault({
  name: 'the retry of an invocation fails, too',
  ...withoutToken,
  async run(cell) {
    cell.environment.remainingMs = 30 * second;
    cell.issuer.program = () => 'reset';

    expect(await burstWithWait(cell)).toEqual(all(cell, { code: 'TOKEN_ENDPOINT_UNREACHABLE' }));
    expect(cell.tokenRequests()).toBe(2);
  },
});

const noRetry: Readonly<Record<string, (cell: Cell) => void>> = {
  'less than five seconds would remain': (cell) => {
    cell.environment.remainingMs = 250 + waitMs + 5 * second;
  },
  'the credentials are refused': (cell) => {
    cell.issuer.program = () => json(401, { error: 'invalid_client' });
  },
  'the scope is refused': (cell) => {
    cell.issuer.program = () => json(400, { error: 'invalid_scope' });
  },
  'the response is malformed': (cell) => {
    cell.issuer.program = () => json(200, {});
  },
  'Retry-After is longer than the wait': (cell) => {
    cell.issuer.program = () => ({ status: 503, headers: { 'retry-after': '2' } });
  },
};

for (const [reason, prepare] of Object.entries(noRetry)) {
  describeFault({
    name: `an invocation does not retry if ${reason}`,
    ...withoutToken,
    async run(cell) {
      cell.environment.remainingMs = 30 * second;
      cell.issuer.program = () => 'reset';
      prepare(cell);
      const outcomes = await cell.burst();

      expect(new Set(outcomes.map((outcome) => 'code' in outcome))).toEqual(new Set([true]));
      expect(cell.tokenRequests()).toBe(1);
      expect(cell.clock.waiting()).toBe(0);
    },
  });
}

describeFault({
  name: 'R4: an outage without a token, with retries',
  ...withoutToken,
  async run(cell) {
    const { clock, callers } = cell;
    cell.environment.remainingMs = 30 * second;
    cell.issuer.program = () => 'reset';
    const attempts: number[] = [];
    const startedAt = clock.now();
    const invocations: Promise<Outcome>[] = [];
    let settledCount = 0;
    for (let elapsedMs = 0; elapsedMs < 60 * second; elapsedMs += 500) {
      const before = cell.tokenRequests();
      for (let caller = 0; caller < callers; caller += 1) {
        const invocation = cell.invokeOnce();
        invocations.push(invocation);
        invocation.finally(() => {
          settledCount += 1;
        });
      }
      await until(() => settledCount + clock.waiting() === invocations.length);
      if (cell.tokenRequests() > before) attempts.push(clock.now() - startedAt);
      clock.advance(500);
    }
    clock.advance(2 * second);
    const outcomes = new Set((await Promise.all(invocations)).map((one) => JSON.stringify(one)));

    expect([...outcomes]).toEqual(['{"code":"TOKEN_ENDPOINT_UNREACHABLE"}']);
    expect(attempts.filter((at) => at < second).length).toBeLessThanOrEqual(4);
    expect(cell.tokenRequests()).toBeLessThanOrEqual(8);
    expect(attempts).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]);
  },
});
