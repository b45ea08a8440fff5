import { AuthError } from '../errors/auth-error.ts';
import { assertResponse } from './assert-response.ts';
import { parseStrictObject } from './strict-json.ts';

export type ExpectedClaims = {
  /** `null`: the token is opaque, and its claims are not checked. */
  readonly issuer: string | null;
  readonly clientId: string;
  readonly scopes: readonly string[] | null;
  readonly tokenUse: 'access' | null;
};

/** A Cognito user pool has two issuer formats, with and without `issuer-`. */
const cognitoIssuer =
  /^https:\/\/issuer-(?=cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/[\w-]+$)/;

/** Makes both Cognito formats equal. Leaves other issuers unchanged. */
const canonicalIssuer = (issuer: string): string => issuer.replace(cognitoIssuer, 'https://');

/** Header, payload and signature, RFC 7515 section 7.1. */
const compactJws = /^[^.]+\.([^.]+)\.[^.]+$/;

const claimsOf = (token: string): Record<string, unknown> | undefined => {
  const payload = compactJws.exec(token)?.[1] ?? '';
  return parseStrictObject(`${Buffer.from(payload, 'base64url')}`);
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Checks the claims that the gateway's authorizer will check, before the first use of a token. Throws a
 * separate code per claim. Does not verify the signature: the token comes directly from the issuer, and the
 * gateway verifies it.
 *
 * @returns `exp` in milliseconds since the epoch; `Infinity` for an opaque token
 */
export const checkClaims = (
  token: string,
  { issuer, clientId, scopes, tokenUse }: ExpectedClaims,
  now: number,
): number => {
  if (issuer === null) return Number.POSITIVE_INFINITY;
  const claims = claimsOf(token);
  assertResponse(claims !== undefined, 'access_token', 'a JWT, because issuer is set');
  const { iss, token_use: use, client_id: client, scope, exp } = claims;
  const granted = textOf(scope).split(' ');
  const expiresAt = Number.isFinite(exp) ? Number(exp) * 1_000 : 0;
  const checks = [
    ['iss', canonicalIssuer(textOf(iss)) === canonicalIssuer(issuer), issuer],
    ['token_use', tokenUse === null || use === tokenUse, tokenUse],
    ['client_id', client === clientId, "the secret's clientId"],
    ['scope', scopes?.every((expected) => granted.includes(expected)) ?? true, scopes?.join(' ')],
    ['exp', expiresAt > now, 'in the future'],
  ] as const;
  for (const [claim, isRight, expected] of checks) {
    const code = `TOKEN_CLAIM_${claim.toUpperCase() as Uppercase<typeof claim>}` as const;
    if (!isRight) throw new AuthError(code, `${claim} must be ${expected}`);
  }
  return expiresAt;
};
