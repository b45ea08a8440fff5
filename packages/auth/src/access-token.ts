/** How early a clock may stand before a token's own request and still be believed. */
const clockStepMs = 5_000;
/** No token is believed to live longer. */
const longestLifeMs = 86_400_000;

export type TokenLife = {
  /** When the request that brought the token began; milliseconds since the epoch, as the others. */
  readonly requestedAt: number;
  readonly expiresAt: number;
};

export type FetchedToken = TokenLife & {
  readonly value: string;
  readonly source: 'issuer' | 'store';
};

export type RenewalPolicy = {
  readonly renewBetween: readonly [number, number];
  readonly minRemainingMs: number;
  readonly random: () => number;
};

/** A bearer token and the moments that decide about it. What prints it shows the moments alone. */
export class AccessToken {
  readonly #value: string;
  readonly requestedAt: number;
  readonly renewAt: number;
  readonly usableUntil: number;
  readonly expiresAt: number;

  constructor(fetched: FetchedToken, policy: RenewalPolicy) {
    const { requestedAt } = fetched;
    const lifeMs = Math.min(fetched.expiresAt - requestedAt, longestLifeMs);
    // A life of seconds has no minute to spare: a fifth of it is kept free instead.
    const usableMs = lifeMs - Math.min(policy.minRemainingMs, lifeMs / 5);
    const [from, to] = policy.renewBetween;
    const windowMs = to * lifeMs <= usableMs ? lifeMs : usableMs;
    this.#value = fetched.value;
    this.requestedAt = requestedAt;
    this.expiresAt = requestedAt + lifeMs;
    this.usableUntil = requestedAt + usableMs;
    this.renewAt = requestedAt + windowMs * (from + (to - from) * policy.random());
  }

  get value(): string {
    return this.#value;
  }

  /** False too once the clock was set back behind the token's own request: its age is then unknown. */
  isUsable(now: number): boolean {
    return now < this.usableUntil && now >= this.requestedAt - clockStepMs;
  }
}
