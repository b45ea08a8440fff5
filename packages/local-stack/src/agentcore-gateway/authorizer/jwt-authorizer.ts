import type { Clock } from '@hopwise/auth/clock';
import type { AuthorizerRefusalCode } from '@hopwise/contracts/codes/decision-codes';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { CustomClaim, JwtConfiguration } from '../deployed-gateway.ts';
import { createTokenIssuer } from './discover-token-issuer.ts';
import type { PresentedCredential } from './presented-credential.ts';

export type JwtAuthorizer = (credential: PresentedCredential) => Promise<AuthorizerVerdict>;

export type AuthorizerVerdict = {
  readonly outcome: 'allowed' | 'missing' | 'invalid' | 'insufficient_scope' | 'unavailable';
  /** Stable code. Undefined for the outcome `allowed`. */
  readonly code?: AuthorizerRefusalCode;
  /** The principal for the decision record. */
  readonly principal: string;
  /** The `sub` of an accepted token. */
  readonly subject?: string;
  /** The checks that passed, or what the failed check expected. */
  readonly by: string;
};

const anonymous = 'anonymous';

/**
 * A gateway's CUSTOM_JWT authorizer. It checks the signature, issuer and lifetime of the token. Then all
 * configured checks must pass: `AllowedClients`, `AllowedAudience`, `AllowedScopes` and `CustomClaims`.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html
 */
export const createJwtAuthorizer = (
  configuration: JwtConfiguration,
  clock: Clock,
): JwtAuthorizer => {
  const issuer = createTokenIssuer(configuration.discoveryUrl);

  const verify = async (token: string): Promise<AuthorizerVerdict> => {
    const { issuer: expected, keys } = await issuer();
    const { payload } = await jwtVerify(token, keys, {
      issuer: expected,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(clock.now()),
    });
    return checkClaims(payload, configuration);
  };

  return async (credential) => {
    if (credential.kind !== 'bearer') return noToken[credential.kind];
    try {
      return await verify(credential.token);
    } catch (error) {
      return verdictOf(error);
    }
  };
};

const noToken = {
  none: {
    outcome: 'missing',
    code: 'NO_TOKEN_TO_GATEWAY',
    principal: anonymous,
    by: 'CUSTOM_JWT authorizer: the request has no Bearer token',
  },
  sigv4: {
    outcome: 'missing',
    code: 'NO_TOKEN_TO_GATEWAY',
    principal: anonymous,
    by: 'CUSTOM_JWT authorizer: the request has a SigV4 signature instead of a Bearer token',
  },
  mixed: {
    outcome: 'invalid',
    code: 'MIXED_CREDENTIALS',
    principal: anonymous,
    by: 'CUSTOM_JWT authorizer: the request has a Bearer token and another credential',
  },
} as const satisfies Record<string, AuthorizerVerdict>;

const checkClaims = (payload: JWTPayload, configuration: JwtConfiguration): AuthorizerVerdict => {
  const { allowedClients, allowedScopes, allowedAudience, customClaims = [] } = configuration;
  const clientId = typeof payload.client_id === 'string' ? payload.client_id : undefined;
  const scopes = typeof payload.scope === 'string' ? payload.scope.split(' ') : [];
  const audience = [payload.aud ?? []].flat();
  const principal = clientId === undefined ? anonymous : `app client ${clientId}`;
  const refused = (
    outcome: 'invalid' | 'insufficient_scope',
    code: AuthorizerRefusalCode,
    by: string,
  ) => ({
    outcome,
    code,
    principal,
    by: `CUSTOM_JWT authorizer: ${by}`,
  });

  if (!isAmong(allowedClients, clientId === undefined ? [] : [clientId])) {
    return refused('invalid', 'CLIENT_NOT_ALLOWED', 'client_id is not one of AllowedClients');
  }
  if (!isAmong(allowedAudience, audience)) {
    const by = 'aud is not one of AllowedAudience; Cognito access tokens have no aud';
    return refused('invalid', 'AUDIENCE_NOT_ALLOWED', by);
  }
  if (!isAmong(allowedScopes, scopes)) {
    const by = `scope contains none of AllowedScopes ${allowedScopes?.join(' ')}`;
    return refused('insufficient_scope', 'INSUFFICIENT_SCOPE', by);
  }
  const failed = customClaims.find((claim) => !matchesClaim(claim, payload[claim.name]));
  if (failed) {
    const by = `${failed.name} does not match CustomClaims (${failed.operator})`;
    return refused('invalid', 'CLAIM_NOT_ALLOWED', by);
  }
  const passed = passedChecks(scopes, configuration);
  const by = `CUSTOM_JWT authorizer: ${['issuer', ...passed].join(', ')}`;
  return { outcome: 'allowed', principal, by, ...(payload.sub && { subject: payload.sub }) };
};

/** The checks that a token passed, for the decision record. */
const passedChecks = (
  scopes: readonly string[],
  { allowedClients, allowedScopes, allowedAudience, customClaims = [] }: JwtConfiguration,
): readonly string[] => [
  ...(allowedClients ? ['client_id'] : []),
  ...(allowedAudience ? ['aud'] : []),
  ...(allowedScopes
    ? [`scope ${allowedScopes.filter((one) => scopes.includes(one)).join(' ')}`]
    : []),
  ...customClaims.map(({ name }) => name),
];

/** A text must equal the value. A list must contain the value, or any of several. */
const matchesClaim = ({ operator, values }: CustomClaim, claim: unknown): boolean => {
  if (operator === 'EQUALS') return typeof claim === 'string' && values[0] === claim;
  return Array.isArray(claim) && values.some((value) => claim.includes(value));
};

/** A list that is not configured allows every value. */
const isAmong = (allowed: readonly string[] | undefined, values: readonly string[]): boolean =>
  allowed === undefined || values.some((value) => allowed.includes(value));

const verdictOf = (error: unknown): AuthorizerVerdict => {
  const invalid = (code: AuthorizerRefusalCode, by: string): AuthorizerVerdict => ({
    outcome: 'invalid',
    code,
    principal: anonymous,
    by: `CUSTOM_JWT authorizer: ${by}`,
  });
  if (error instanceof errors.JWTExpired) return invalid('TOKEN_EXPIRED', 'the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'iss'
      ? invalid('ISSUER_MISMATCH', 'iss is not the issuer of the discovery URL')
      : invalid('TOKEN_INVALID', `the claim ${error.claim} is missing or invalid`);
  }
  if (error instanceof errors.JOSEError && !isKeySetFailure(error)) {
    return invalid('TOKEN_INVALID', `the token is not a JWT signed by the issuer (${error.code})`);
  }
  return {
    outcome: 'unavailable',
    code: 'ISSUER_UNAVAILABLE',
    principal: anonymous,
    by: "CUSTOM_JWT authorizer: the issuer's documents cannot be read",
  };
};

/** Reading the keys failed, so the token could not be checked. */
const isKeySetFailure = (error: errors.JOSEError): boolean =>
  ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code);
