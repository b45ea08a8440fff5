import type { TokenRefusalCode } from '@hopwise/contracts/codes/decision-codes';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { authorizerClaims } from './authorizer-claims.ts';
import type { MethodAuthorization } from './deployed-rest-api.ts';
import { GatewayError } from './gateway-error.ts';
import { executeApiArn, type GatewayRequest } from './gateway-request.ts';

export type CognitoAuthorization = Extract<MethodAuthorization, { type: 'COGNITO_USER_POOLS' }>;

/** The claims of a token, or the reason of a refusal. */
export type TokenVerdict =
  | { readonly claims: Readonly<Record<string, unknown>> }
  | { readonly deny: string; readonly code: TokenRefusalCode };

/** Checks the value of an Authorization header. */
export type AuthorizeToken = (
  header: string | undefined,
  authorization: CognitoAuthorization,
) => Promise<TokenVerdict>;

/** The only refusal of an authentic token. It gets 403, and all others get 401. */
const lacksScope = 'TOKEN_LACKS_SCOPE';

const principalOf = (claims: Readonly<Record<string, unknown>>): string =>
  claims.sub === claims.client_id ? `app client ${claims.client_id}` : `user ${claims.sub}`;

const allowedBy = ({ authorizerName, scopes }: CognitoAuthorization): string =>
  scopes.length === 0
    ? `COGNITO_USER_POOLS authorizer ${authorizerName}: ID token`
    : `COGNITO_USER_POOLS authorizer ${authorizerName}: access token with one of the scopes ${scopes.join(', ')}`;

type Hop1Outcome = {
  readonly credential: 'none' | 'cognito';
  readonly principal: string;
  readonly effect: 'allow' | 'deny';
  readonly by: string;
  readonly code?: TokenRefusalCode;
};

const outcomeOf = (authorization: CognitoAuthorization, verdict: TokenVerdict): Hop1Outcome => {
  if ('claims' in verdict) {
    const principal = principalOf(verdict.claims);
    return { credential: 'cognito', principal, effect: 'allow', by: allowedBy(authorization) };
  }
  return {
    credential: 'cognito',
    principal: 'anonymous',
    effect: 'deny',
    by: `COGNITO_USER_POOLS authorizer ${authorization.authorizerName}: ${verdict.deny}`,
    code: verdict.code,
  };
};

const open: Hop1Outcome = {
  credential: 'none',
  principal: 'anonymous',
  effect: 'allow',
  by: 'authorizer NONE',
};

/**
 * Hop 1: the method's authorizer decides, and the decision is recorded. Returns the claims for the
 * function. Throws `GatewayError`.
 */
export const authorizeRequest = async (
  request: GatewayRequest,
  authorizeToken: AuthorizeToken,
  decisions: DecisionRecord,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const startedAt = performance.now();
  const { authorization } = request.method;
  const record = (outcome: Hop1Outcome): void =>
    decisions.add({
      ...outcome,
      hop: 1,
      correlationId: request.turn,
      action: 'execute-api:Invoke',
      resource: executeApiArn(request),
      ms: performance.now() - startedAt,
    });
  if (authorization.type === 'NONE') {
    record(open);
    return undefined;
  }
  const verdict = await authorizeToken(request.authorization, authorization);
  record(outcomeOf(authorization, verdict));
  if ('claims' in verdict) return authorizerClaims(verdict.claims);
  throw new GatewayError(verdict.code === lacksScope ? 'ACCESS_DENIED' : 'UNAUTHORIZED');
};
