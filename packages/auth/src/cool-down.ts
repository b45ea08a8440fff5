import type { Clock } from './clock.ts';
import type { AuthError } from './errors.ts';

const firstDelayMs = 500;
const longestDelayMs = 60_000;

/**
 * Pause after a failure, twice as long after each further one, with jitter of a quarter. Whoever
 * comes meanwhile gets the last failure at once.
 */
export class CoolDown {
  readonly #clock: Clock;
  readonly #random: () => number;
  #failures = 0;
  #pause: { error: AuthError; from: number; until: number } | undefined;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The failure that the pause is about; `undefined` where there is none or the clock was set back. */
  get error(): AuthError | undefined {
    const now = this.#clock.now();
    if (this.#pause === undefined || now < this.#pause.from || now >= this.#pause.until) {
      return undefined;
    }
    return this.#pause.error;
  }

  /** Starts a pause, at least as long as the failure itself asks for, and returns its milliseconds. */
  start(error: AuthError): number {
    const backOffMs = Math.min(firstDelayMs * 2 ** this.#failures, longestDelayMs);
    const jitteredMs = backOffMs * (0.75 + this.#random() / 2);
    const delayMs = Math.round(Math.max(jitteredMs, error.retryAfterMs ?? 0));
    const from = this.#clock.now();
    this.#failures += 1;
    this.#pause = { error, from, until: from + delayMs };
    return delayMs;
  }

  reset(): void {
    this.#failures = 0;
    this.#pause = undefined;
  }
}
