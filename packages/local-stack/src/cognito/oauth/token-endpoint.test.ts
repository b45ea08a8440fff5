import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oauth from 'oauth4webapi';
import {
  basic,
  machineSecret,
  type RunningCognito,
  runCognito,
} from '../../../testing/cognito/running-cognito.ts';

let running: RunningCognito;
beforeAll(async () => {
  running = await runCognito();
});
afterAll(() => running.close());

const machineAuthorization = basic('machineclient', machineSecret);
const granted = 'grant_type=client_credentials';
const lastDecision = () => running.decisions.all().at(-1);

describe('client_credentials through oauth4webapi', () => {
  const ask = async (authentication: oauth.ClientAuth, scope?: string) => {
    const issuer = new URL(running.pool.issuer);
    const options = { [oauth.allowInsecureRequests]: true };
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, options),
    );
    const client = { client_id: 'machineclient' };
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authentication,
      new URLSearchParams(scope === undefined ? {} : { scope }),
      options,
    );
    return oauth.processClientCredentialsResponse(server, client, response);
  };

  it('grants a token for HTTP Basic credentials', async () => {
    const token = await ask(oauth.ClientSecretBasic(machineSecret), 'gateway/invoke');
    expect(token).toEqual({
      access_token: expect.any(String),
      expires_in: 3600,
      token_type: 'bearer',
    });
  });

  it('grants a token for credentials in the form', async () => {
    const token = await ask(oauth.ClientSecretPost(machineSecret), 'gateway/invoke');
    expect(decodeJwt(token.access_token).scope).toBe('gateway/invoke');
  });

  it('issues a token with exactly the claims of a Cognito machine token', async () => {
    const { access_token: token } = await ask(oauth.ClientSecretBasic(machineSecret));
    expect(decodeProtectedHeader(token)).toEqual({ kid: expect.any(String), alg: 'RS256' });
    expect(decodeJwt(token)).toEqual({
      sub: 'machineclient',
      client_id: 'machineclient',
      token_use: 'access',
      scope: 'gateway/invoke gateway/list',
      iss: running.pool.issuer,
      auth_time: running.clock.nowSeconds,
      iat: running.clock.nowSeconds,
      exp: running.clock.nowSeconds + 3600,
      version: 2,
      jti: expect.any(String),
    });
  });
});

/** What is wrong, then body, headers and error code. */
type RefusedRequest = readonly [string, string, Readonly<Record<string, string>>, string];

describe('a token request', () => {
  it("gets a response with Cognito's headers and members", async () => {
    const response = await running.postToken(granted, { authorization: machineAuthorization });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(Object.keys((await response.json()) as object)).toEqual([
      'access_token',
      'expires_in',
      'token_type',
    ]);
  });

  it("can repeat its header's client id in the form", async () => {
    const response = await running.postToken(`${granted}&client_id=machineclient`, {
      authorization: machineAuthorization,
    });
    expect(response.status).toBe(200);
  });

  const authorized = { authorization: machineAuthorization };
  const inForm = `client_id=machineclient&client_secret=${encodeURIComponent(machineSecret)}`;
  const withPlus = `Basic ${btoa('machineclient:a+secret')}`;
  const cases: readonly RefusedRequest[] = [
    ['no grant_type', 'scope=gateway%2Finvoke', authorized, 'invalid_request'],
    ['an empty grant_type', 'grant_type=', authorized, 'invalid_request'],
    ['an unknown grant_type', 'grant_type=password', authorized, 'unsupported_grant_type'],
    ['a repeated scope', `${granted}&scope=a&scope=b`, authorized, 'invalid_request'],
    ['a repeated grant_type', `${granted}&${granted}`, authorized, 'invalid_request'],
    ['a repeated code', 'grant_type=authorization_code&code=1&code=2', {}, 'invalid_request'],
    ['an unknown scope', `${granted}&scope=gateway%2Fnone`, authorized, 'invalid_scope'],
    ['a scope of another client', `${granted}&scope=gateway%2Fother`, authorized, 'invalid_scope'],
    ['one good scope of two', `${granted}&scope=gateway%2Finvoke+x`, authorized, 'invalid_scope'],
    ['a blank scope', `${granted}&scope=+`, authorized, 'invalid_scope'],
    ['no client at all', granted, {}, 'invalid_request'],
    ['an unknown client', granted, { authorization: basic('nobody', 'x') }, 'invalid_client'],
    ['a wrong secret', granted, { authorization: basic('machineclient', 'x') }, 'invalid_client'],
    ['an empty secret', granted, { authorization: basic('machineclient', '') }, 'invalid_client'],
    ['a form without secret', `${granted}&client_id=machineclient`, {}, 'invalid_client'],
    ['a plus in Basic', granted, { authorization: withPlus }, 'invalid_client'],
    [
      'an encoded plus',
      granted,
      { authorization: basic('machineclient', 'a+secret') },
      'invalid_client',
    ],
    ['a Bearer header', granted, { authorization: 'Bearer x' }, 'invalid_client'],
    ['Basic without colon', granted, { authorization: `Basic ${btoa('x')}` }, 'invalid_request'],
    ['Basic ill-encoded', granted, { authorization: `Basic ${btoa('%:x')}` }, 'invalid_client'],
    ['both credentials', `${granted}&${inForm}`, authorized, 'invalid_request'],
    ['two client ids', `${granted}&client_id=webclient`, authorized, 'invalid_request'],
    [
      'a secret of a public client',
      `${granted}&client_id=webclient&client_secret=x`,
      {},
      'invalid_client',
    ],
    ['a client of another flow', `${granted}&client_id=webclient`, {}, 'unauthorized_client'],
    [
      'a machine without secret',
      `${granted}&client_id=secretlessmachine`,
      {},
      'unauthorized_client',
    ],
    [
      'a machine with a code',
      'grant_type=authorization_code&code=x',
      authorized,
      'unauthorized_client',
    ],
    [
      'a machine with a refresh token',
      'grant_type=refresh_token&refresh_token=x',
      authorized,
      'unauthorized_client',
    ],
  ];
  it.each(cases.map((request) => ({ name: request[0], request })))(
    'with $name is refused with the error code only',
    async ({ request }) => {
      const [, body, headers, error] = request;
      const response = await running.postToken(body, headers);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error });
    },
  );

  it('is refused with a status if it is not a form, not a POST or too large', async () => {
    const json = await running.postToken('{}', { 'content-type': 'application/json' });
    const get = await fetch(running.tokenUrl);
    const atLimit = await running.postToken(`x=${'y'.repeat(16 * 1024 - 2)}`);
    const large = await running.postToken(`x=${'y'.repeat(16 * 1024 - 1)}`);
    expect([json.status, get.status, atLimit.status, large.status]).toEqual([415, 405, 400, 413]);
    expect(get.headers.get('allow')).toBe('POST');
  });

  it('can come from a script of any page', async () => {
    const preflight = await fetch(running.tokenUrl, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('the decision record', () => {
  it('names client, flow, scope and turn of a granted token', async () => {
    await running.postToken(`${granted}&scope=gateway%2Finvoke`, {
      authorization: machineAuthorization,
      'x-amzn-trace-id': 'Root=1-2-3',
    });
    expect(lastDecision()).toEqual({
      hop: 6,
      correlationId: 'machineclient/Root=1-2-3',
      at: new Date(running.clock.now()).toISOString(),
      credential: 'oauth',
      principal: 'app client machineclient',
      action: 'POST /oauth2/token',
      resource: running.tokenUrl,
      effect: 'allow',
      by: 'app client "machine" of user pool hopwise-test: flow client_credentials, scope "gateway/invoke"',
      ms: expect.any(Number),
    });
  });

  it('says what a refused request lacked, also outside of a turn', async () => {
    await running.postToken(`${granted}&scope=gateway%2Fother`, {
      authorization: machineAuthorization,
    });
    expect(lastDecision()).toMatchObject({
      effect: 'deny',
      code: 'SCOPE_NOT_GRANTED',
      correlationId: null,
      by: 'app client "machine" of user pool hopwise-test: scope "gateway/other" is not allowed for the client (gateway/invoke, gateway/list)',
    });
  });

  it('identifies a client with a wrong secret by its id, and never contains the secret', async () => {
    await running.postToken(granted, { authorization: basic('machineclient', 'guessed-secret') });
    expect(lastDecision()).toMatchObject({
      effect: 'deny',
      code: 'TOKEN_REQUEST_REJECTED',
      principal: 'app client machineclient',
    });
    expect(JSON.stringify(running.decisions.all())).not.toMatch(/guessed-secret|machine\+secret/);
  });

  it('records a client that does not exist as unknown', async () => {
    await running.postToken(granted, { authorization: basic('nobody', 'x') });
    expect(lastDecision()).toMatchObject({
      principal: 'unknown app client',
      code: 'TOKEN_REQUEST_REJECTED',
      resource: running.tokenUrl,
    });
  });

  it('has one entry for each client_credentials request and none for other requests', async () => {
    const before = running.decisions.all().length;
    await running.postToken(`${granted}&${granted}`, { authorization: machineAuthorization });
    await running.postToken('grant_type=refresh_token&refresh_token=x&client_id=webclient');
    expect(running.decisions.all().length - before).toBe(1);
    expect(lastDecision()).toMatchObject({ code: 'TOKEN_REQUEST_REJECTED' });
  });
});
