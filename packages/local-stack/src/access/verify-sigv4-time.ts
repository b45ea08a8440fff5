import type { Clock } from '../clock.ts';
import { SigV4Error } from './verify-sigv4-error.ts';

/** When a signature was made, and for how long a presigned URL holds. */
export type SignedTime = {
  /** ISO 8601 in basic format. */
  readonly timestamp: string;
  readonly expiresSeconds?: number | undefined;
};

/** How far the signer's clock may be off, either way. */
const maxSkewMs = 5 * 60 * 1000;

/** Refuses a signature from the future, an old one, and a presigned URL past its end. */
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

/** Milliseconds since the epoch of an ISO 8601 date in basic format; `NaN` for any other text. */
export const timeOf = (basic: string): number =>
  Date.parse(basic.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));

export const basicIso = (timeMs: number): string =>
  new Date(timeMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
