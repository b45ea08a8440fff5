import * as z from 'zod/mini';
import { WebApiError } from '../errors.ts';

/** Who asks, as hop 1 established it. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly issuer: string; readonly subject: string };

const userClaims = z.object({
  iss: z.string().check(z.minLength(1)),
  sub: z.string().check(z.minLength(1)),
});

/**
 * The caller by the authorizer of the method. Only a method without an authorizer makes an anonymous
 * one: claims that do not name a user are refused with `CALLER_UNKNOWN`.
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
