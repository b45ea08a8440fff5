import { createHash } from 'node:crypto';

/** A revision id in the form of a UUID. Equal values have the same revision. */
export const revisionOf = (value: unknown): string => {
  const digest = createHash('sha256').update(JSON.stringify(value)).digest('hex');
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
