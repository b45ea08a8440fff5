import { describe, expect, it } from '@jest/globals';
import { monotonicMs, systemClock } from './clock.ts';

describe('systemClock', () => {
  it('returns the time of day', () => {
    const before = Date.now();
    const now = systemClock.now();

    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('measures durations with performance.now, unless the clock has its own monotonic', () => {
    const before = performance.now();

    expect(monotonicMs(systemClock)).toBeGreaterThanOrEqual(before);
    expect(monotonicMs({ now: () => 1, monotonic: () => 2 })).toBe(2);
  });
});
