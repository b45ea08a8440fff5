import type { Clock } from '@hopwise/auth/clock';
import type { TokenRefusalCode } from '@hopwise/contracts/codes/decision-codes';
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { UserPool } from '../pool/user-pools.ts';

/** The claims of a verified token, or the reason of a refusal. `deny` contains no part of the token. */
export type TokenVerdict =
  | { readonly claims: JWTPayload }
  | { readonly deny: string; readonly code: TokenRefusalCode };

const refuse = (code: TokenRefusalCode, deny: string): TokenVerdict => ({ deny, code });

const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss;
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return undefined;
    throw error;
  }
};

const refusalOf = (error: unknown): TokenVerdict => {
  if (error instanceof errors.JWTExpired) return refuse('TOKEN_EXPIRED', 'the token has expired');
  if (error instanceof errors.JOSEError) {
    return refuse('TOKEN_FORGED', 'no key of the user pool verifies the token');
  }
  throw error;
};

/** Checks a token's issuer, signature (RS256, by any published key) and lifetime. */
export const verifyToken = async (
  token: string,
  pools: readonly UserPool[],
  clock: Clock,
): Promise<TokenVerdict> => {
  const issuer = issuerOf(token);
  if (issuer === undefined) return refuse('TOKEN_MALFORMED', 'the token is not a JWT');
  const pool = pools.find((one) => one.issuer === issuer);
  if (pool === undefined) {
    return refuse('TOKEN_FROM_OTHER_ISSUER', 'the token was not issued by an accepted user pool');
  }
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = await pool.signingKeys.findPublicKey(kid);
        if (key === undefined) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: ['RS256'],
        issuer: pool.issuer,
        currentDate: new Date(clock.now()),
        requiredClaims: ['exp', 'sub', 'token_use'],
      },
    );
    return { claims: payload };
  } catch (error) {
    return refusalOf(error);
  }
};

export type CognitoAuthorization = {
  readonly userPoolArns: readonly string[];
  /**
   * With scopes, only an access token with one of them is accepted. Without scopes, only an ID token is.
   */
  readonly scopes: readonly string[];
};

/** Checks an Authorization header like the `COGNITO_USER_POOLS` authorizer of a REST API. */
export const authorizeToken = async (
  header: string | undefined,
  { userPoolArns, scopes }: CognitoAuthorization,
  { pools, clock }: { readonly pools: readonly UserPool[]; readonly clock: Clock },
): Promise<TokenVerdict> => {
  const token = header?.replace(/^Bearer +/i, '').trim() ?? '';
  if (token === '') return refuse('TOKEN_MISSING', 'the request has no token');
  const trusted = pools.filter(({ arn }) => userPoolArns.includes(arn));
  const verdict = await verifyToken(token, trusted, clock);
  if ('deny' in verdict) return verdict;
  const expectedUse = scopes.length > 0 ? 'access' : 'id';
  const { token_use: use, scope } = verdict.claims;
  if (use !== expectedUse) return refuse('TOKEN_OF_WRONG_KIND', `token_use is not ${expectedUse}`);
  const granted = typeof scope === 'string' ? scope.split(' ') : [];
  if (scopes.length > 0 && !scopes.some((one) => granted.includes(one))) {
    return refuse(
      'TOKEN_LACKS_SCOPE',
      `the token contains none of the scopes ${scopes.join(', ')}`,
    );
  }
  return verdict;
};
