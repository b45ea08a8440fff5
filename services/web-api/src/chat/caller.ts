import * as z from 'zod/mini';
import { WebApiError } from '../errors.ts';

/** The caller, as the authorizer of hop 1 identified it. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly issuer: string; readonly subject: string };

const userClaims = z.object({
  iss: z.string().check(z.minLength(1)),
  sub: z.string().check(z.minLength(1)),
});

/**
 * Reads the caller from the authorizer's output. A caller is anonymous only if the method has no
 * authorizer. Throws `CALLER_UNKNOWN` if the claims do not name a user.
 */
export const callerOf = (authorizer: unknown): Caller => {
  const context = z.looseObject({ claims: z.unknown() }).safeParse(authorizer);
  if (!context.success || context.data.claims === undefined) return { kind: 'anonymous' };
  const claims = userClaims.safeParse(context.data.claims);
  if (!claims.success) {
    throw new WebApiError('CALLER_UNKNOWN', 'The access token does not name a user.');
  }
  return { kind: 'user', issuer: claims.data.iss, subject: claims.data.sub };
};
