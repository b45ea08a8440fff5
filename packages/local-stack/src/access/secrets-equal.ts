import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that reveals neither content nor length. */
export const secretsEqual = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other));
