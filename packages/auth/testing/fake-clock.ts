import type { Clock } from '../src/time/clock.ts';

export type FakeClock = Clock & {
  advance(ms: number): void;
  set(now: number): void;
};

/** A clock that changes only when a test changes it. */
export const createFakeClock = (startAt = Date.UTC(2026, 0, 1)): FakeClock => {
  let now = startAt;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
    set(at) {
      now = at;
    },
  };
};
