import { describe, expect, it } from '@jest/globals';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { isWithin } from './is-within.ts';

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
