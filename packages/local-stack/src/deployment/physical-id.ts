import { createHash } from 'node:crypto';

const alphabets = {
  hexadecimal: '0123456789abcdef',
  lowerAlphanumeric: 'abcdefghijklmnopqrstuvwxyz0123456789',
  upperAlphanumeric: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  alphanumeric: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
} as const;

/**
 * A physical id in the service's format. It depends only on the logical id, so that a restarted stack keeps its
 * ids. It is not a secret.
 */
export const physicalId = (
  logicalId: string,
  alphabet: keyof typeof alphabets,
  length: number,
): string => {
  const letters = alphabets[alphabet];
  const bytes = createHash('shake256', { outputLength: length }).update(logicalId).digest();
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join('');
};
