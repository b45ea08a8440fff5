import type { AuthError } from '../errors/auth-error.ts';
import type { AuthEvent } from '../observability/observer.ts';
import type { Clock } from '../time/clock.ts';
import { isWithin } from '../time/is-within.ts';

const firstDelayMs = 500;
const longestDelayMs = 60_000;

/**
 * A pause after a failure. Its length doubles with each further failure and has a jitter of 25 %.
 * During the pause, callers get the last failure without a new attempt.
 */
export type CoolDown = {
  /** The failure that started the pause; `undefined` outside a pause or if the clock was set back. */
  error(): AuthError | undefined;
  /** Whether the pause, if any, will be over after this time. */
  isOverIn(ms: number): boolean;
  /** Starts a pause. It lasts at least `retryAfterMs` of the failure. */
  start(error: AuthError): void;
  reset(): void;
};

export type CoolDownPorts = { readonly clock: Clock; readonly random: () => number };

/** Calls `emit` at the start of each pause. */
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
    isOverIn: (ms) => !isWithin(clock, delayMs - ms, startedAt),
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
