import { AuthError, type AuthErrorCode } from './errors.ts';
import { parseStrictObject } from './strict-json.ts';
import { malformed } from './token-response.ts';

export type ExpectedClaims = {
  /** `null`: the token is opaque and stays unread. */
  readonly issuer: string | null;
  readonly clientId: string;
  readonly scopes: readonly string[] | null;
  readonly tokenUse: 'access' | null;
};

type Claims = Readonly<Record<string, unknown>>;

const cognitoIssuer =
  /^https:\/\/(?:issuer-)?(cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/[\w-]+)$/;

/** Both of Cognito's issuer formats for one pool compare equal; any other issuer is compared as it is. */
const canonicalIssuer = (issuer: string): string => cognitoIssuer.exec(issuer)?.[1] ?? issuer;

/** Header, payload and signature, RFC 7515 section 7.1. */
const compactJws = /^[^.]+\.([^.]+)\.[^.]+$/;

const decodeClaims = (token: string): Claims | undefined => {
  const [, payload = ''] = compactJws.exec(token) ?? [];
  return parseStrictObject(Buffer.from(payload, 'base64url').toString('utf8'));
};

const holdsIssuer = ({ iss }: Claims, issuer: string): boolean =>
  typeof iss === 'string' && canonicalIssuer(iss) === canonicalIssuer(issuer);

const holdsScopes = ({ scope }: Claims, scopes: readonly string[]): boolean => {
  const granted = typeof scope === 'string' ? scope.split(' ') : [];
  return scopes.every((wanted) => granted.includes(wanted));
};

const mismatch = (code: AuthErrorCode, claim: string, expected: string): AuthError =>
  new AuthError(code, `The token's ${claim} is not what the gateway expects: ${expected}.`);

const expiryOf = ({ exp }: Claims, now: number): number => {
  const expiresAt = typeof exp === 'number' && Number.isFinite(exp) ? exp * 1_000 : 0;
  if (expiresAt <= now) throw mismatch('TOKEN_CLAIM_EXP', 'exp', 'a time to come');
  return expiresAt;
};

/**
 * Checks a token before its first use against what the gateway's authorizer will check, with one code
 * per claim. This replaces no signature check: the issuer was asked directly, and the gateway verifies.
 *
 * @returns `exp` in milliseconds since the epoch; `undefined` for an opaque token
 */
export const checkClaims = (
  token: string,
  expected: ExpectedClaims,
  now: number,
): number | undefined => {
  const { issuer, clientId, scopes, tokenUse } = expected;
  if (issuer === null) return undefined;
  const claims = decodeClaims(token);
  if (claims === undefined) throw malformed('access_token', 'a JWT, since an issuer is expected');
  if (!holdsIssuer(claims, issuer)) throw mismatch('TOKEN_CLAIM_ISS', 'iss', issuer);
  if (tokenUse !== null && claims.token_use !== tokenUse) {
    throw mismatch('TOKEN_CLAIM_TOKEN_USE', 'token_use', tokenUse);
  }
  if (claims.client_id !== clientId) {
    throw mismatch('TOKEN_CLAIM_CLIENT_ID', 'client_id', "the secret's clientId");
  }
  if (scopes !== null && !holdsScopes(claims, scopes)) {
    throw mismatch('TOKEN_CLAIM_SCOPE', 'scope', scopes.join(' '));
  }
  return expiryOf(claims, now);
};
