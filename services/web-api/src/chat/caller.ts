import * as z from 'zod/mini';
import { WebApiError } from '../errors.ts';

/** The caller, as the authorizer of hop 1 identified it. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly issuer: string; readonly subject: string };

const unknownCaller = (message: string): WebApiError =>
  new WebApiError('CALLER_UNKNOWN', message, { hop: 1 });

const userClaims = z.object({
  iss: z.string().check(z.minLength(1)),
  sub: z.string().check(z.minLength(1)),
});

/**
 * Reads the caller from the authorizer's output. A caller without claims is anonymous if the stage is public. Otherwise
 * the method has lost its authorizer, and nobody has checked the caller. Throws `CALLER_UNKNOWN` for such a caller, and
 * if the claims do not name a user.
 */
export const callerOf = (authorizer: unknown, isPublic: boolean): Caller => {
  const context = z.looseObject({ claims: z.unknown() }).safeParse(authorizer);
  if (!context.success || context.data.claims === undefined) {
    if (isPublic) return { kind: 'anonymous' };
    throw unknownCaller(
      'API Gateway passed no identity of the caller, and this stage is not public.',
    );
  }
  const claims = userClaims.safeParse(context.data.claims);
  if (!claims.success) throw unknownCaller('The access token does not name a user.');
  return { kind: 'user', issuer: claims.data.iss, subject: claims.data.sub };
};
