import { describe, expect, it } from '@jest/globals';
import { createFakeClock } from '../testing/fake-clock.ts';
import { isWithin, monotonicMs, systemClock } from './clock.ts';

describe('systemClock', () => {
  it('tells the time of day', () => {
    const before = Date.now();
    const now = systemClock.now();

    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('has a monotonic side of its own', () => {
    const before = performance.now();

    expect(monotonicMs(systemClock)).toBeGreaterThanOrEqual(before);
    expect(monotonicMs({ now: () => 1, monotonic: () => 2 })).toBe(2);
  });
});

describe('isWithin', () => {
  it.each([
    [-1, false],
    [0, true],
    [99, true],
    [100, false],
  ])('at %d of 100 ms is %s', (elapsedMs, expected) => {
    const clock = createFakeClock();
    const since = clock.now();
    clock.advance(elapsedMs);

    expect(isWithin(clock, 100, since)).toBe(expected);
  });
});
