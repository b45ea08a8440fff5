import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { credentials, queryOf, submit } from '../../testing/cognito/browser.ts';
import {
  analyst,
  callbackUrl,
  machineSecret,
  type RunningCognito,
  runCognito,
} from '../../testing/cognito/running-cognito.ts';

let running: RunningCognito;
let server: oauth.AuthorizationServer;
const options = { [oauth.allowInsecureRequests]: true };

const discover = async (url: string): Promise<oauth.AuthorizationServer> => {
  const issuer = new URL(url);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
};

beforeAll(async () => {
  running = await runCognito();
  server = await discover(running.pool.issuer);
});
afterAll(() => running.close());

/** The client, with the clock of the user pool. */
const clientOf = (clientId: string): oauth.Client => ({
  client_id: clientId,
  [oauth.clockSkew]: running.clock.nowSeconds - Math.floor(Date.now() / 1000),
});

/** Signs the analyst in through the page, and gets the tokens. */
const signIn = async () => {
  const web = clientOf('webclient');
  const verifier = oauth.generateRandomCodeVerifier();
  const nonce = oauth.generateRandomNonce();
  const state = oauth.generateRandomState();
  const query = queryOf({
    scope: 'openid gateway/chat',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const back = new URL((await submit(running, query, credentials)).headers.get('location') ?? '');
  const parameters = oauth.validateAuthResponse(server, web, back, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    web,
    oauth.None(),
    parameters,
    callbackUrl,
    verifier,
    options,
  );
  return oauth.processAuthorizationCodeResponse(server, web, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
};

const refresh = async (token: string) => {
  const web = clientOf('webclient');
  const response = await oauth.refreshTokenGrantRequest(server, web, oauth.None(), token, options);
  return oauth.processRefreshTokenResponse(server, web, response);
};

const grant = async (
  clientId: string,
  authentication: oauth.ClientAuth,
  parameters: Record<string, string> = {},
) => {
  const client = clientOf(clientId);
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    authentication,
    new URLSearchParams(parameters),
    options,
  );
  return oauth.processClientCredentialsResponse(server, client, response);
};

const userInfo = async (accessToken: string) => {
  const web = clientOf('webclient');
  const response = await oauth.userInfoRequest(server, web, accessToken, options);
  const { sub = '' } = decodeJwt(accessToken);
  return oauth.processUserInfoResponse(server, web, sub, response);
};

describe('a machine through oauth4webapi', () => {
  it.each([
    ['in the header', oauth.ClientSecretBasic(machineSecret)],
    ['in the form', oauth.ClientSecretPost(machineSecret)],
  ])('gets a token with its secret %s', async (_, authentication) => {
    const tokens = await grant('machineclient', authentication, { scope: 'gateway/invoke' });
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    expect(tokens).not.toHaveProperty('refresh_token');
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      iss: running.pool.issuer,
      client_id: 'machineclient',
      scope: 'gateway/invoke',
    });
  });

  it.each([
    ['invalid_client', 'machineclient', oauth.ClientSecretBasic('wrong'), {}],
    ['invalid_client', 'nobody', oauth.ClientSecretBasic(machineSecret), {}],
    [
      'invalid_scope',
      'machineclient',
      oauth.ClientSecretBasic(machineSecret),
      { scope: 'gateway/chat' },
    ],
    ['unauthorized_client', 'webclient', oauth.None(), {}],
    ['unauthorized_client', 'secretlessmachine', oauth.None(), {}],
  ])('is refused with 400 and %s as %s', async (...row) => {
    const [error, clientId, authentication, parameters] = row;
    await expect(grant(clientId, authentication, parameters)).rejects.toMatchObject({
      name: 'ResponseBodyError',
      status: 400,
      error,
    });
  });
});

describe('a person through oauth4webapi', () => {
  it("signs in with a code and PKCE, and gets Cognito's tokens", async () => {
    const tokens = await signIn();
    const now = running.clock.nowSeconds;
    const access = decodeJwt(tokens.access_token);
    const { sub } = access;
    expect(sub).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(access).toEqual({
      sub,
      iss: running.pool.issuer,
      version: 2,
      client_id: 'webclient',
      origin_jti: expect.any(String),
      event_id: expect.any(String),
      token_use: 'access',
      scope: 'openid gateway/chat',
      auth_time: now,
      iat: now,
      exp: now + 3600,
      jti: expect.any(String),
      username: 'analyst',
    });
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
      sub,
      aud: 'webclient',
      token_use: 'id',
      'cognito:username': 'analyst',
      email: analyst.email,
      exp: now + 1800,
    });
    expect(await userInfo(tokens.access_token)).toEqual({
      sub,
      username: 'analyst',
      email: analyst.email,
      email_verified: 'true',
    });
  });

  it('refreshes the tokens and keeps the refresh token', async () => {
    const first = await signIn();
    const second = await refresh(first.refresh_token ?? '');
    expect(second).not.toHaveProperty('refresh_token');
    expect(decodeJwt(second.access_token).sub).toBe(decodeJwt(first.access_token).sub);
  });
});

describe('a revoked refresh token through oauth4webapi', () => {
  const revoke = async (token: string, clientId = 'webclient') => {
    const client = clientOf(clientId);
    const authentication =
      clientId === 'machineclient' ? oauth.ClientSecretBasic('wrong') : oauth.None();
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client, authentication, token, options),
    );
  };

  it("gets no more tokens, and its access tokens no longer give the user's claims", async () => {
    const { access_token: accessToken, refresh_token: token = '' } = await signIn();
    await revoke(token);
    await expect(refresh(token)).rejects.toMatchObject({ status: 400, error: 'invalid_grant' });
    await expect(userInfo(accessToken)).rejects.toMatchObject({ status: 401 });
    await expect(revoke(token)).resolves.toBeUndefined();
  });

  it('does not affect other sign-ins', async () => {
    const [one, other] = [await signIn(), await signIn()];
    await revoke(one.refresh_token ?? '');
    await expect(refresh(other.refresh_token ?? '')).resolves.toHaveProperty('access_token');
  });

  it.each([
    ['unsupported_token_type', 400, 'webclient', 'access_token'],
    ['unauthorized_client', 400, 'otherwebclient', 'refresh_token'],
    ['invalid_client', 401, 'machineclient', 'refresh_token'],
    // The feature is disabled:
    // https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
    ['invalid_request', 400, 'secretlessmachine', 'refresh_token'],
  ] as const)('is refused with %s and %i as %s', async (...row) => {
    const [error, status, clientId, kind] = row;
    const tokens = await signIn();
    await expect(revoke(tokens[kind] ?? '', clientId)).rejects.toMatchObject({ status, error });
    await expect(refresh(tokens.refresh_token ?? '')).resolves.toHaveProperty('access_token');
  });
});

describe('the issuer through oauth4webapi', () => {
  it('is discovered in both formats, with the same keys', async () => {
    const servers = await Promise.all(running.pool.issuers.map(discover));
    expect(servers.map(({ issuer }) => issuer)).toEqual(running.pool.issuers);
    const [original, updated] = await Promise.all(
      servers.map(async ({ jwks_uri: url = '' }) => (await fetch(url)).json()),
    );
    expect(original).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256' }] });
    expect(updated).toEqual(original);
  });
});
