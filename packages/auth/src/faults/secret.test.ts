import { expect } from '@jest/globals';
import { describeFault } from '../../testing/describe-fault.ts';
import { type Cell, canarySecret, hasToken } from '../../testing/fault-cell.ts';
import { AuthError } from '../errors/auth-error.ts';

const second = 1_000;
const served = { status: 200, replayed: false };
const servedAll = ({ callers }: Cell) => Array.from({ length: callers }, () => served);

const rotate = (cell: Cell, secret: string): void => {
  cell.source.current = { clientId: 'client-1', clientSecret: secret };
  cell.validSecrets.add(secret);
};

/** A cold environment reads the new secret immediately. The others send the old one first, and are refused. */
const requestsAfterRotation = { cold: 1, warm: 0, 'in the renewal window': 2, expired: 2 } as const;

describeFault({
  name: 'R10: the secret is rotated, and the old one is immediately invalid',
  async run(cell) {
    rotate(cell, 'canary-rotated-91c2');
    cell.validSecrets.delete(canarySecret);

    expect(await cell.burst()).toEqual(servedAll(cell));
    if (cell.state !== 'warm') await cell.tokenRequestsEnded(1);
    expect(cell.count('renewal_failed')).toBe(0);
    expect(cell.tokenRequests()).toBe(requestsAfterRotation[cell.state]);
    expect(cell.secretReads()).toBe(cell.state === 'warm' ? 0 : 1);
  },
});

describeFault({
  name: 'R10: the secret is rotated, and both secrets are valid',
  async run(cell) {
    rotate(cell, 'canary-rotated-91c2');

    expect(await cell.burst()).toEqual(servedAll(cell));
    if (cell.state !== 'warm') await cell.tokenRequestsEnded(1);
    expect(cell.count('renewal_failed')).toBe(0);
    expect(cell.tokenRequests()).toBe(cell.state === 'warm' ? 0 : 1);
  },
});

describeFault({
  name: 'R10: the secret is refused and has not changed',
  async run(cell) {
    cell.validSecrets.clear();
    const reads = cell.state === 'cold' ? 1 : 0;
    const expected = hasToken(cell.state) ? served : { code: 'TOKEN_REQUEST_REJECTED' };
    const sendsRequests = cell.state !== 'warm';
    for (let elapsedMs = 0; elapsedMs < 5 * second; elapsedMs += 100) {
      const outcomes = elapsedMs === 0 ? await cell.burst() : [await cell.invokeOnce()];
      expect(outcomes).toEqual(outcomes.map(() => expected));
      await cell.tokenRequestsEnded(cell.tokenRequests());
      cell.clock.advance(100);
    }

    expect(cell.secretReads() - reads).toBe(sendsRequests ? 1 : 0);
    expect(cell.tokenRequests()).toBe(sendsRequests ? 4 : 0);
  },
});

const sourceFaults: readonly (readonly [string, Error, string])[] = [
  ['is missing', new AuthError('SECRET_NOT_FOUND', 'none'), 'SECRET_NOT_FOUND'],
  ['is malformed', new AuthError('SECRET_MALFORMED', 'clientId'), 'SECRET_MALFORMED'],
  ['cannot be read', new Error(`${canarySecret}`), 'SECRET_UNAVAILABLE'],
];
for (const [problem, failure, code] of sourceFaults) {
  describeFault({
    name: `R11: the secret ${problem}`,
    async run(cell) {
      cell.source.failure = failure;
      const outcomes = await cell.burst();
      const expected = cell.state === 'cold' ? { code } : served;
      expect(outcomes).toEqual(outcomes.map(() => expected));
      expect(cell.secretReads()).toBe(cell.state === 'cold' ? 1 : 0);

      cell.source.failure = undefined;
      cell.clock.advance(500);
      expect(await cell.burst()).toEqual(servedAll(cell));
    },
  });
}

describeFault({
  name: 'R11: the secret contains :%+/ and non-ASCII characters',
  async run(cell) {
    const secret = ':%+/ &=\u00e4\u20ac\u{1f510}"\\canary';
    cell.validSecrets.clear();
    rotate(cell, secret);

    expect(await cell.burst()).toEqual(servedAll(cell));
    if (cell.state !== 'warm') await cell.tokenRequestsEnded(1);
    expect(cell.count('renewal_failed')).toBe(0);
    expect(cell.tokenRequests()).toBe(requestsAfterRotation[cell.state]);
  },
});
