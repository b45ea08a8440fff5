/** The time of day and alarms. Injected wherever time decides something. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after a delay, unless the returned function is called before. */
  after(delayMs: number, action: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, action) {
    const timeout = setTimeout(action, delayMs);
    return () => clearTimeout(timeout);
  },
};
