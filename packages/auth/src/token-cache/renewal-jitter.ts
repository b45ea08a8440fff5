export type RenewalPolicy = {
  /** Fractions of a token's life between which its renewal starts. */
  readonly renewBetween: readonly [number, number];
  /** A token with less life left is not used; at most a fifth of its life. */
  readonly minRemainingMs: number;
  /** Returns a number of at least 0 and below 1. */
  readonly random: () => number;
};

/**
 * Picks a random renewal time, in milliseconds after the token request. Execution environments that start
 * together therefore do not renew together.
 */
export const renewalDelayMs = (
  lifeMs: number,
  usableMs: number,
  { renewBetween: [from, to], random }: RenewalPolicy,
): number => {
  const windowMs = to * lifeMs <= usableMs ? lifeMs : usableMs;
  return windowMs * (from + (to - from) * random());
};
