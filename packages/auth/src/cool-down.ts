import { type Clock, isWithin } from './clock.ts';
import type { AuthError } from './errors.ts';
import type { AuthEvent } from './observer.ts';

const firstDelayMs = 500;
const longestDelayMs = 60_000;

/**
 * Pause after a failure, twice as long after each further one, with jitter of a quarter. Whoever
 * comes meanwhile gets the last failure at once.
 */
export type CoolDown = {
  /** The failure that the pause is about; `undefined` where there is none or the clock was set back. */
  error(): AuthError | undefined;
  /** Starts a pause, at least as long as the failure itself asks for. */
  start(error: AuthError): void;
  reset(): void;
};

export type CoolDownPorts = { readonly clock: Clock; readonly random: () => number };

/** Makes a pause that tells `emit`, if there is one, of each start. */
export const createCoolDown = (
  { clock, random }: CoolDownPorts,
  emit?: (event: AuthEvent) => void,
): CoolDown => {
  let failures = 0;
  let last: AuthError | undefined;
  let startedAt = 0;
  let delayMs = 0;

  return {
    error: () => (isWithin(clock, delayMs, startedAt) ? last : undefined),
    start(error) {
      const backOffMs = Math.min(firstDelayMs * 2 ** failures, longestDelayMs);
      const jitteredMs = backOffMs * (0.75 + random() / 2);
      failures += 1;
      last = error;
      startedAt = clock.now();
      delayMs = Math.round(Math.max(jitteredMs, error.retryAfterMs ?? 0));
      emit?.({ type: 'cooled_down', code: error.code, delayMs });
    },
    reset() {
      failures = 0;
      delayMs = 0;
    },
  };
};
