import { createHash, randomBytes } from 'node:crypto';
import { WebApiError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** Anyone who knows the id of an anonymous session can continue it, so the id must not be guessable. */
const randomHexDigits = 32;

const randomPart = new RegExp(`^[0-9a-f]{${randomHexDigits}}$`);

const ownerOf = (caller: Caller): string => {
  if (caller.kind === 'anonymous') return 'a.';
  const hash = createHash('sha256').update(JSON.stringify([caller.issuer, caller.subject]));
  return `u-${hash.digest('hex').slice(0, 32)}.`;
};

/**
 * The session id of a turn: the offered one, or a new one if none is offered. The prefix of the id
 * identifies its owner, so no storage is needed. The id matches InvokeAgent's pattern. Throws
 * `SESSION_NOT_YOURS` if the offered session belongs to another caller.
 */
export const sessionOf = (caller: Caller, offered: string | undefined): string => {
  const owner = ownerOf(caller);
  if (offered === undefined) return owner + randomBytes(randomHexDigits / 2).toString('hex');
  if (offered.startsWith(owner) && randomPart.test(offered.slice(owner.length))) return offered;
  throw new WebApiError('SESSION_NOT_YOURS', 'The session does not belong to this caller.');
};
