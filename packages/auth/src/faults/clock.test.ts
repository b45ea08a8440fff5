import { expect } from '@jest/globals';
import { describeFault } from '../../testing/describe-fault.ts';
import { type Cell, hasToken } from '../../testing/fault-cell.ts';
import { json, mintToken } from '../../testing/tokens.ts';

const second = 1_000;
const minute = 60_000;
const hour = 60 * minute;
const served = { status: 200, replayed: false };
const servedAll = ({ callers }: Cell) => Array.from({ length: callers }, () => served);

for (const jumpMs of [-hour, -6 * second, -4 * second, hour, 24 * hour]) {
  describeFault({
    name: `R12: the clock jumps by ${jumpMs / second} s`,
    async run(cell) {
      const isKept = cell.state === 'warm' && jumpMs === -4 * second;
      cell.clock.advance(jumpMs);

      expect(await cell.burst()).toEqual(servedAll(cell));
      if (isKept) {
        expect(cell.tokenRequests()).toBe(0);
      } else {
        expect(cell.tokenRequests()).toBeLessThanOrEqual(1);
      }
    },
  });
}

for (const frozenMs of [second, 13 * second, minute, hour, 24 * hour]) {
  describeFault({
    name: `R12: the environment freezes for ${frozenMs / second} s during a token request`,
    appliesTo: ({ state }) => state !== 'warm',
    async run(cell) {
      const released = Promise.withResolvers<void>();
      const requested = Promise.withResolvers<void>();
      cell.issuer.program = async () => {
        const answer = await cell.grant();
        requested.resolve();
        await released.promise;
        return answer;
      };
      const frozen = cell.burst();
      await requested.promise;
      cell.clock.advance(frozenMs);
      cell.issuer.program = cell.grant;
      released.resolve();

      const isTrusted = hasToken(cell.state) || frozenMs === second;
      const expected = isTrusted ? served : { code: 'TOKEN_ENDPOINT_TIMEOUT' };
      expect(await frozen).toEqual(Array.from({ length: cell.callers }, () => expected));
      await cell.tokenRequestsEnded(1);
      cell.clock.advance(minute);
      expect(await cell.burst()).toEqual(servedAll(cell));
    },
  });
}

const lives: readonly (readonly [number, number])[] = [
  [1, 2],
  [30, 30],
  [3_600, 3_600],
  [86_400, 86_400],
  [1e12, 86_400],
];
for (const [expiresIn, life] of lives) {
  describeFault({
    name: `R14: expires_in is ${expiresIn}`,
    appliesTo: ({ state }) => state !== 'warm',
    async run(cell) {
      cell.issuer.program = async () =>
        json(200, {
          access_token: await mintToken({ now: cell.clock.now(), lifeSeconds: life }),
          expires_in: expiresIn,
          token_type: 'Bearer',
        });

      expect(await cell.burst()).toEqual(servedAll(cell));
      await cell.tokenRequestsEnded(1);
      expect(await cell.burst()).toEqual(servedAll(cell));
      expect(cell.tokenRequests()).toBe(1);
      cell.clock.advance(life * second);
      expect(await cell.invokeOnce()).toEqual(served);
      expect(cell.tokenRequests()).toBe(2);
    },
  });
}

for (const expiresIn of [0, -1, null]) {
  describeFault({
    name: `R14: expires_in is ${expiresIn}`,
    appliesTo: ({ state }) => state !== 'warm',
    async run(cell) {
      cell.issuer.program = async () =>
        json(200, {
          access_token: await mintToken({ now: cell.clock.now() }),
          expires_in: expiresIn,
          token_type: 'Bearer',
        });
      const outcomes = await cell.burst();
      await cell.tokenRequestsEnded(1);

      const expected = hasToken(cell.state) ? served : { code: 'TOKEN_RESPONSE_MALFORMED' };
      expect(outcomes).toEqual(outcomes.map(() => expected));
      expect(cell.events).toContainEqual(
        expect.objectContaining({ type: 'renewal_failed', code: 'TOKEN_RESPONSE_MALFORMED' }),
      );
      expect(cell.tokenRequests()).toBe(1);
    },
  });
}

describeFault({
  name: 'R14: expires_in is missing',
  async run(cell) {
    cell.issuer.program = async () =>
      json(200, {
        access_token: await mintToken({ now: cell.clock.now() }),
        token_type: 'Bearer',
      });

    expect(await cell.burst()).toEqual(servedAll(cell));
    expect(cell.tokenRequests()).toBeLessThanOrEqual(1);
  },
});
