import type { Clock } from '@hopwise/auth/clock';
import { SigV4Error } from './verify-sigv4-error.ts';

/** Time of a signature, and the lifetime of a presigned URL. */
export type SignedTime = {
  /** ISO 8601 in basic format. */
  readonly timestamp: string;
  readonly expiresSeconds?: number | undefined;
};

/** Permitted difference between the clocks of signer and verifier, in either direction. */
const maxSkewMs = 5 * 60 * 1000;

/** Refuses a signature that is too old or from the future, and an expired presigned URL. */
export const requireFreshness = (claims: SignedTime, clock: Clock): void => {
  const nowMs = clock.now();
  const signedAtMs = timeOf(claims.timestamp);
  const now = basicIso(nowMs);
  if (signedAtMs - nowMs > maxSkewMs) {
    throw new SigV4Error(
      'InvalidSignature',
      `Signature not yet current: ${claims.timestamp} is still later than ${basicIso(nowMs + maxSkewMs)} (${now} + 5 min.)`,
    );
  }
  const { expiresSeconds } = claims;
  const lifeMs = expiresSeconds === undefined ? maxSkewMs : expiresSeconds * 1000;
  if (nowMs - signedAtMs <= lifeMs) return;
  const allowance = expiresSeconds === undefined ? '5 min.' : `${expiresSeconds} s`;
  throw new SigV4Error(
    'InvalidSignature',
    `Signature expired: ${claims.timestamp} is now earlier than ${basicIso(nowMs - lifeMs)} (${now} - ${allowance})`,
  );
};

/** Converts a basic ISO 8601 date to milliseconds since the epoch. Any other text gives `NaN`. */
export const timeOf = (basic: string): number =>
  Date.parse(basic.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));

export const basicIso = (timeMs: number): string =>
  new Date(timeMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
