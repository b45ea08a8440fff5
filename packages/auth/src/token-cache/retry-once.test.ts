import { describe, expect, it } from '@jest/globals';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { AuthError } from '../errors/auth-error.ts';
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
