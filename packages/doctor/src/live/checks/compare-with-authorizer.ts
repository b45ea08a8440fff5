import type { GetGatewayResponse } from '@aws-sdk/client-bedrock-agentcore-control';
import type { StackFact } from '../../catalogue/fact.ts';

/** Claims of an access token that the proxy has or will get. */
export type TokenClaims = {
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
};

const discoverySuffix = /\/\.well-known\/openid-configuration$/;

/** Finds every claim that the gateway's JWT authorizer will refuse. */
export const compareWithAuthorizer = (
  claims: TokenClaims,
  { gatewayArn: where = '', authorizerConfiguration }: GetGatewayResponse,
): readonly StackFact[] => {
  const authorizer = authorizerConfiguration?.customJWTAuthorizer;
  // A gateway with another authorizer requires no claims.
  if (!authorizer) return [];
  const { allowedClients, allowedAudience, allowedScopes } = authorizer;
  const expected = (authorizer.discoveryUrl ?? '').replace(discoverySuffix, '');
  const facts: (StackFact | false)[] = [
    canonical(claims.issuer) !== canonical(expected) && {
      code: 'ISSUER_MISMATCH',
      where,
      issuer: claims.issuer,
      expected,
    },
    !isAmong(allowedClients, [claims.clientId]) && {
      code: 'CLIENT_NOT_ALLOWED',
      where,
      clientId: claims.clientId,
      allowed: listed(allowedClients),
    },
    !isAmong(allowedAudience, claims.audience) && {
      code: 'AUDIENCE_NOT_ALLOWED',
      where,
      gateway: where,
      audience: listed(allowedAudience),
    },
    !isAmong(allowedScopes, claims.scopes) && {
      code: 'INSUFFICIENT_SCOPE',
      where,
      scope: listed(claims.scopes),
      allowed: listed(allowedScopes),
    },
  ];
  return facts.filter((fact) => fact !== false);
};

/** A list that is not configured allows every value. */
const isAmong = (allowed: readonly string[] | undefined, values: readonly string[]): boolean =>
  allowed === undefined || values.some((value) => allowed.includes(value));

const listed = (values: readonly string[] = []): string => values.join(', ') || 'nothing';

/** Cognito has two formats for the issuer of one user pool. */
const canonical = (issuer: string): string =>
  issuer.replace(/^https:\/\/issuer-(cognito-idp\.)/, 'https://$1');
