import { createHash, randomUUID } from 'node:crypto';
import type { SignedUpUser } from '../pool/cognito-user.ts';
import type { AppClient, UserGrant } from '../pool/user-pools.ts';

const lifetimeOf = (nowSeconds: number, validitySeconds: number) => ({
  iat: nowSeconds,
  exp: nowSeconds + validitySeconds,
});

/** Issues a machine's access token. It has no `aud` and no user; its subject is the client. */
export const issueMachineToken = (
  client: AppClient,
  scopes: readonly string[],
  nowSeconds: number,
): Promise<string> =>
  client.pool.signingKeys.sign({
    sub: client.clientId,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: nowSeconds,
    iss: client.pool.issuer,
    ...lifetimeOf(nowSeconds, client.accessTokenValiditySeconds),
    version: 2,
    jti: randomUUID(),
    client_id: client.clientId,
  });

type UserTokenRequest = {
  readonly client: AppClient;
  readonly user: SignedUpUser;
  readonly grant: UserGrant;
  readonly nowSeconds: number;
};

const issueUserAccessToken = ({ client, user, grant, nowSeconds }: UserTokenRequest) =>
  client.pool.signingKeys.sign({
    sub: user.sub,
    iss: client.pool.issuer,
    version: 2,
    client_id: client.clientId,
    origin_jti: grant.originJti,
    event_id: grant.eventId,
    token_use: 'access',
    scope: grant.scopes.join(' '),
    auth_time: grant.authTimeSeconds,
    ...lifetimeOf(nowSeconds, client.accessTokenValiditySeconds),
    jti: randomUUID(),
    username: user.username,
  });

/** The left half of the access token's digest, see OpenID Connect Core 3.1.3.6. */
const accessTokenHash = (accessToken: string): string =>
  createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url');

const issueIdToken = ({ client, user, grant, nowSeconds }: UserTokenRequest, accessToken: string) =>
  client.pool.signingKeys.sign({
    at_hash: accessTokenHash(accessToken),
    sub: user.sub,
    ...(user.email === undefined ? {} : { email: user.email, email_verified: true }),
    iss: client.pool.issuer,
    'cognito:username': user.username,
    ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
    origin_jti: grant.originJti,
    aud: client.clientId,
    event_id: grant.eventId,
    token_use: 'id',
    auth_time: grant.authTimeSeconds,
    ...lifetimeOf(nowSeconds, client.idTokenValiditySeconds),
    jti: randomUUID(),
  });

export type UserTokens = { readonly access_token: string; readonly id_token?: string };

/** Issues the access token of a signed-in user and, with the scope `openid`, the ID token. */
export const issueUserTokens = async (request: UserTokenRequest): Promise<UserTokens> => {
  const accessToken = await issueUserAccessToken(request);
  if (!request.grant.scopes.includes('openid')) return { access_token: accessToken };
  return { access_token: accessToken, id_token: await issueIdToken(request, accessToken) };
};
