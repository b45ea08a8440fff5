import type { Clock } from './clock.ts';
import type { AuthError } from './errors.ts';

const firstDelayMs = 500;
const longestDelayMs = 60_000;

/**
 * Pause after a failure, twice as long after each further one, with jitter of a quarter. Whoever
 * comes meanwhile gets the last failure at once.
 */
export type CoolDown = {
  /** The failure that the pause is about; `undefined` where there is none or the clock was set back. */
  readonly error: AuthError | undefined;
  /** Starts a pause, at least as long as the failure itself asks for, and returns its milliseconds. */
  start(error: AuthError): number;
  reset(): void;
};

export const createCoolDown = (clock: Clock, random: () => number): CoolDown => {
  let failures = 0;
  let pause: { error: AuthError; from: number; until: number } | undefined;

  return {
    get error() {
      const now = clock.now();
      return pause && now >= pause.from && now < pause.until ? pause.error : undefined;
    },
    start(error) {
      const backOffMs = Math.min(firstDelayMs * 2 ** failures, longestDelayMs);
      const jitteredMs = backOffMs * (0.75 + random() / 2);
      const delayMs = Math.round(Math.max(jitteredMs, error.retryAfterMs ?? 0));
      const from = clock.now();
      failures += 1;
      pause = { error, from, until: from + delayMs };
      return delayMs;
    },
    reset() {
      failures = 0;
      pause = undefined;
    },
  };
};
