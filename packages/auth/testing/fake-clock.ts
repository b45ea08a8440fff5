import type { Clock } from '../src/time/clock.ts';

export type FakeClock = Clock & {
  advance(ms: number): void;
  set(now: number): void;
  /** Resolves when the clock has advanced this much. */
  wait(ms: number): Promise<void>;
  /** The number of waits that have not ended. */
  waiting(): number;
};

/** A clock that changes only when a test changes it. */
export const createFakeClock = (startAt = Date.UTC(2026, 0, 1)): FakeClock => {
  let now = startAt;
  /** Like a timer, waits do not depend on the wall clock: setting it back does not make them longer. */
  let elapsedMs = 0;
  let waits: { readonly until: number; readonly end: () => void }[] = [];
  const set = (at: number): void => {
    elapsedMs += Math.max(0, at - now);
    now = at;
    for (const { until, end } of waits) if (until <= elapsedMs) end();
    waits = waits.filter(({ until }) => until > elapsedMs);
  };
  return {
    now: () => now,
    advance: (ms) => set(now + ms),
    set,
    wait: (ms) => new Promise((end) => waits.push({ until: elapsedMs + ms, end })),
    waiting: () => waits.length,
  };
};
