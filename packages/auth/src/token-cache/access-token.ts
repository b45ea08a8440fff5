import { type RenewalPolicy, renewalDelayMs } from './renewal-jitter.ts';

/** A token stays usable while the clock reads at most this much less than at its request. */
const clockToleranceMs = 5_000;
/** Longer lifetimes are limited to one day. */
const maxLifeMs = 86_400_000;

export type TokenLife = {
  /** When the token request was sent. Milliseconds since the epoch, like `expiresAt`. */
  readonly requestedAt: number;
  readonly expiresAt: number;
};

export type FetchedToken = TokenLife & {
  readonly accessToken: string;
  readonly source: 'issuer' | 'store';
};

/** An access token and its times. Printing it does not show the token. */
export class AccessToken {
  readonly #value: string;
  readonly requestedAt: number;
  readonly renewAt: number;
  readonly usableUntil: number;
  readonly expiresAt: number;

  constructor(fetched: FetchedToken, policy: RenewalPolicy) {
    const { requestedAt } = fetched;
    const lifeMs = Math.min(fetched.expiresAt - requestedAt, maxLifeMs);
    const usableMs = lifeMs - Math.min(policy.minRemainingMs, lifeMs / 5);
    this.#value = fetched.accessToken;
    this.requestedAt = requestedAt;
    this.expiresAt = requestedAt + lifeMs;
    this.usableUntil = requestedAt + usableMs;
    this.renewAt = requestedAt + renewalDelayMs(lifeMs, usableMs, policy);
  }

  get value(): string {
    return this.#value;
  }

  /** Also `false` if the clock now reads an earlier time than at the token request: the token's age is unknown. */
  isUsable(now: number): boolean {
    return now < this.usableUntil && now >= this.requestedAt - clockToleranceMs;
  }
}
