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
