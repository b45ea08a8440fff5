import { createHash, randomBytes } from 'node:crypto';
import { WebApiError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** An anonymous session belongs to whoever knows its id, so the id must not be guessable. */
const randomHexDigits = 32;

const randomPart = new RegExp(`^[0-9a-f]{${randomHexDigits}}$`);

const ownerOf = (caller: Caller): string => {
  if (caller.kind === 'anonymous') return 'a.';
  const hash = createHash('sha256').update(JSON.stringify([caller.issuer, caller.subject]));
  return `u-${hash.digest('hex').slice(0, 32)}.`;
};

/**
 * The session of a turn: a new one, or the offered one where it began with this caller. The id fits
 * InvokeAgent's pattern and says by its prefix to whom it belongs, so nothing has to be stored.
 * Throws `SESSION_NOT_YOURS`.
 */
export const sessionOf = (caller: Caller, offered: string | undefined): string => {
  const owner = ownerOf(caller);
  if (offered === undefined) return owner + randomBytes(randomHexDigits / 2).toString('hex');
  if (offered.startsWith(owner) && randomPart.test(offered.slice(owner.length))) return offered;
  throw new WebApiError('SESSION_NOT_YOURS', 'The session does not belong to this caller.');
};
