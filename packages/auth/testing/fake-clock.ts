import type { Clock } from '../src/time/clock.ts';

export type FakeClock = Clock & {
  advance(ms: number): void;
  set(now: number): void;
  /** Resolves when the clock reaches the end of the wait. */
  wait(ms: number): Promise<void>;
  /** The number of waits that have not ended. */
  waiting(): number;
};

/** A clock that changes only when a test changes it. */
export const createFakeClock = (startAt = Date.UTC(2026, 0, 1)): FakeClock => {
  let now = startAt;
  let waits: { readonly until: number; readonly end: () => void }[] = [];
  const set = (at: number): void => {
    now = at;
    for (const { until, end } of waits) if (until <= now) end();
    waits = waits.filter(({ until }) => until > now);
  };
  return {
    now: () => now,
    advance: (ms) => set(now + ms),
    set,
    wait: (ms) => new Promise((end) => waits.push({ until: now + ms, end })),
    waiting: () => waits.length,
  };
};
