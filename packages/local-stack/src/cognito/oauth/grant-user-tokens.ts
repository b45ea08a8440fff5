import { createHash } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import { secretsEqual } from '../../access/secrets-equal.ts';
import type { Parameters } from '../http/form-parameters.ts';
import { OAuthError } from '../http/oauth-error.ts';
import type { AppClient, CodeGrant, UserGrant } from '../pool/user-pools.ts';
import { issueUserTokens } from '../tokens/tokens.ts';

export type UserTokenResponse = {
  readonly id_token?: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
  readonly token_type: 'Bearer';
};

const required = (form: Parameters, name: string): string => {
  const value = form.get(name);
  if (value === undefined) throw new OAuthError('invalid_request', `${name} is missing`);
  return value;
};

const refuseWithoutCodeFlow = (client: AppClient): void => {
  if (!client.isOAuthEnabled || !client.allowedFlows.includes('code')) {
    throw new OAuthError('unauthorized_client', 'the flow code is not allowed for the client');
  }
};

/** The `S256` challenge of a code verifier, see RFC 7636 4.2. */
const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier, 'ascii').digest('base64url');

/** A challenge requires its verifier, and a verifier its challenge (RFC 9700 2.1.1). */
const provesPossession = (challenge: string | undefined, verifier: string | undefined): boolean => {
  if (challenge === undefined || verifier === undefined) return challenge === verifier;
  return secretsEqual(challenge, challengeOf(verifier));
};

const refuse = (what: string): never => {
  throw new OAuthError('invalid_grant', what);
};

const checkCode = (grant: CodeGrant, client: AppClient, form: Parameters): void => {
  if (grant.clientId !== client.clientId) refuse('the code was issued to another client');
  if (grant.redirectUri !== required(form, 'redirect_uri')) {
    refuse('redirect_uri differs from the one in the authorization request');
  }
  if (!provesPossession(grant.codeChallenge, form.get('code_verifier'))) {
    refuse('code_verifier does not match the code_challenge');
  }
};

const respond = async (
  client: AppClient,
  grant: UserGrant,
  clock: Clock,
): Promise<UserTokenResponse> => {
  const user = client.pool.users.find(grant.sub) ?? refuse('the user does not exist');
  const nowSeconds = Math.floor(clock.now() / 1000);
  return {
    ...(await issueUserTokens({ client, user, grant, nowSeconds })),
    expires_in: client.accessTokenValiditySeconds,
    token_type: 'Bearer',
  };
};

/** RFC 6749 4.1.3 with PKCE. The first attempt uses up the code. Throws `OAuthError`. */
export const grantAuthorizationCode = async (
  client: AppClient,
  form: Parameters,
  clock: Clock,
): Promise<UserTokenResponse> => {
  refuseWithoutCodeFlow(client);
  required(form, 'redirect_uri');
  const grant =
    client.pool.codes.take(required(form, 'code')) ??
    refuse('the code is unknown, used or expired');
  checkCode(grant, client, form);
  const { redirectUri: _, codeChallenge: __, nonce: ___, ...lasting } = grant;
  const response = await respond(client, grant, clock);
  const refreshToken = client.pool.refreshTokens.add(
    { ...lasting, nonce: undefined },
    client.refreshTokenValiditySeconds * 1000,
  );
  return { ...response, refresh_token: refreshToken };
};

/** RFC 6749 6. Cognito keeps the refresh token and issues no new one. Throws `OAuthError`. */
export const grantRefreshToken = async (
  client: AppClient,
  form: Parameters,
  clock: Clock,
): Promise<UserTokenResponse> => {
  refuseWithoutCodeFlow(client);
  const grant = client.pool.refreshTokens.find(required(form, 'refresh_token'));
  if (grant === undefined || grant.clientId !== client.clientId) {
    return refuse('the refresh token is unknown, expired or of another client');
  }
  return respond(client, grant, clock);
};
