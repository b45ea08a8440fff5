import { createHmac, randomBytes } from 'node:crypto';

const nonceBytes = 32;
const noncePattern = /^[\w-]{43}$/;

/** A value that was never sent before, in base64url. */
export const newNonce = (): string => randomBytes(nonceBytes).toString('base64url');

/**
 * Proves knowledge of the control token without sending it: HMAC-SHA-256 of the nonce. The prefix keeps the result
 * useless for any other purpose. `undefined` for a malformed nonce.
 */
export const controlProof = (token: string, nonce: string): string | undefined =>
  noncePattern.test(nonce)
    ? createHmac('sha256', token).update(`hopwise control ${nonce}`).digest('base64url')
    : undefined;
