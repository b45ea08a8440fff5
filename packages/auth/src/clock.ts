/** Time, injected wherever it decides something. */
export type Clock = {
  /** Time of day in milliseconds since the epoch: decides about expiry, and goes on during a freeze. */
  now(): number;
  /** Milliseconds since any fixed moment, never set back: measures time-outs. Default: `performance.now`. */
  monotonic?(): number;
};

export const systemClock: Clock = { now: () => Date.now() };

/** Reads the monotonic side of a clock. */
export const monotonicMs = (clock: Clock): number => clock.monotonic?.() ?? performance.now();

/** Whether less than `ms` has passed since a moment; not so where the clock was set back behind it. */
export const isWithin = (clock: Clock, ms: number, since: number): boolean => {
  const elapsedMs = clock.now() - since;
  return elapsedMs >= 0 && elapsedMs < ms;
};
