import { timeFrom } from './time-from.ts';

/** A source of time. Tests pass their own. */
export type Clock = {
  /** Wall-clock time in milliseconds since the epoch. It keeps running while Lambda freezes the execution environment. */
  now(): number;
  /** Milliseconds since an arbitrary start, for measuring durations. Never goes back. Default: `performance.now()`. */
  monotonic?(): number;
  /** Waits. Default: a timer. */
  wait?(ms: number): Promise<void>;
};

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };

/** Reads `clock.monotonic()`, or `performance.now()` if the clock has no `monotonic` that returns a time. */
export const monotonicMs = (clock: Clock): number =>
  timeFrom(() => clock.monotonic?.()) ?? performance.now();
