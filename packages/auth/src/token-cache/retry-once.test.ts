import { describe, expect, it } from '@jest/globals';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { AuthError, authErrorCodes } from '../errors/auth-error.ts';
import { retryOnce } from './retry-once.ts';

/** The largest number of requests in any second. */
const peakOf = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

describe('the retries of a thousand environments that start in one second of an outage', () => {
  it('do not raise the peak of token requests, and send each one more request', async () => {
    const clock = createFakeClock(0);
    const times: number[] = [];
    const attempt = async (): Promise<never> => {
      times.push(clock.now());
      throw new AuthError('TOKEN_ENDPOINT_UNREACHABLE', 'host');
    };
    const environments: Promise<unknown>[] = [];
    for (let startAt = 0; startAt < 1_000; startAt += 1) {
      const random = () => ((startAt * 7_919) % 1_000) / 1_000;
      // No pause limits the attempts here.
      const ports = { cache: { isPauseOverIn: () => true }, clock, random };
      environments.push(retryOnce(attempt, () => 30_000, ports).catch(() => undefined));
      await Promise.resolve();
      clock.advance(1);
    }
    expect(peakOf(times)).toBe(1_000);
    while (clock.waiting() > 0) {
      clock.advance(1);
      await new Promise(setImmediate);
    }
    await Promise.all(environments);

    expect(times).toHaveLength(2_000);
    expect(peakOf(times)).toBe(1_000);
    expect(peakOf(times.slice(1_000))).toBeLessThan(800);
  });
});

/** How often one invocation tries to get a token that never comes. */
const attemptsAfter = async (error: unknown, leftMs = 30_000): Promise<number> => {
  const clock = createFakeClock(0);
  let attempts = 0;
  const attempt = async (): Promise<never> => {
    attempts += 1;
    throw error;
  };
  const ports = { cache: { isPauseOverIn: () => true }, clock, random: () => 0.5 };
  const result = retryOnce(attempt, () => leftMs, ports).catch((reason: unknown) => reason);
  await new Promise(setImmediate);
  clock.advance(1_500);
  expect(await result).toBe(error);
  return attempts;
};

describe('an invocation without a token', () => {
  const retried = [
    'SECRET_UNAVAILABLE',
    'TOKEN_ENDPOINT_UNREACHABLE',
    'TOKEN_ENDPOINT_TIMEOUT',
    'TOKEN_ENDPOINT_UNAVAILABLE',
    'GATEWAY_TIMEOUT',
    'GATEWAY_UNREACHABLE',
  ];

  it.each(authErrorCodes)('tries again only if the failure can pass: %s', async (code) => {
    const expected = retried.includes(code) ? 2 : 1;
    expect(await attemptsAfter(new AuthError(code, 'resource'))).toBe(expected);
  });

  it.each([
    new TypeError('TOKEN_ENDPOINT_TIMEOUT'),
    { code: 'TOKEN_ENDPOINT_TIMEOUT' },
    'TOKEN_ENDPOINT_TIMEOUT',
    undefined,
  ])('does not try again after an error that is not of this library: %p', async (error) => {
    expect(await attemptsAfter(error)).toBe(1);
  });

  it('tries again only if more than five seconds remain after the wait of 1.5 s', async () => {
    const unreachable = new AuthError('TOKEN_ENDPOINT_UNREACHABLE', 'host');
    expect(await attemptsAfter(unreachable, 6_501)).toBe(2);
    expect(await attemptsAfter(unreachable, 6_500)).toBe(1);
  });
});
