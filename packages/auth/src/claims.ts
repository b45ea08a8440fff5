import { AuthError } from './errors.ts';
import { parseStrictObject } from './strict-json.ts';
import { demand } from './token-response.ts';

export type ExpectedClaims = {
  /** `null`: the token is opaque and stays unread. */
  readonly issuer: string | null;
  readonly clientId: string;
  readonly scopes: readonly string[] | null;
  readonly tokenUse: 'access' | null;
};

/** One of Cognito's two issuer formats for a pool; the other is without `issuer-`. */
const cognitoIssuer =
  /^https:\/\/issuer-(?=cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/[\w-]+$)/;

/** Both of Cognito's formats compare equal; any other issuer is compared as it is. */
const canonicalIssuer = (issuer: string): string => issuer.replace(cognitoIssuer, 'https://');

/** Header, payload and signature, RFC 7515 section 7.1. */
const compactJws = /^[^.]+\.([^.]+)\.[^.]+$/;

const claimsOf = (token: string): Record<string, unknown> | undefined => {
  const payload = compactJws.exec(token)?.[1] ?? '';
  return parseStrictObject(`${Buffer.from(payload, 'base64url')}`);
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Checks a token before its first use against what the gateway's authorizer will check, with one code
 * per claim. This replaces no signature check: the issuer was asked directly, and the gateway verifies.
 *
 * @returns `exp` in milliseconds since the epoch; infinite for an opaque token
 */
export const checkClaims = (
  token: string,
  { issuer, clientId, scopes, tokenUse }: ExpectedClaims,
  now: number,
): number => {
  if (issuer === null) return Number.POSITIVE_INFINITY;
  const claims = claimsOf(token);
  demand(claims !== undefined, 'access_token', 'a JWT, since an issuer is expected');
  const { iss, token_use: use, client_id: client, scope, exp } = claims;
  const granted = textOf(scope).split(' ');
  const expiresAt = Number.isFinite(exp) ? Number(exp) * 1_000 : 0;
  const checks = [
    ['iss', canonicalIssuer(textOf(iss)) === canonicalIssuer(issuer), issuer],
    ['token_use', tokenUse === null || use === tokenUse, tokenUse],
    ['client_id', client === clientId, "the secret's clientId"],
    ['scope', scopes?.every((wanted) => granted.includes(wanted)) ?? true, scopes?.join(' ')],
    ['exp', expiresAt > now, 'a time to come'],
  ] as const;
  for (const [claim, isRight, expected] of checks) {
    const code = `TOKEN_CLAIM_${claim.toUpperCase() as Uppercase<typeof claim>}` as const;
    if (!isRight) throw new AuthError(code, `${claim} must be ${expected}`);
  }
  return expiresAt;
};
