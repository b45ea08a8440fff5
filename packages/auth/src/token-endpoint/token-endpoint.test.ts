import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rejection, thrown } from '../../testing/caught-error.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import {
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { grantToken, issuer, json } from '../../testing/tokens.ts';
import { createTokenEndpoint, type TokenEndpointOptions } from './token-endpoint.ts';

const clock = createFakeClock();
const credentials = { clientId: 'client-1', clientSecret: 'secret-1' };

describe('createTokenEndpoint', () => {
  let server: ProgrammableServer;
  beforeEach(async () => {
    server = await startProgrammableServer(() => grantToken({ now: clock.now() }));
  });
  afterEach(() => server.close());

  const optionsFor = (change: object = {}): TokenEndpointOptions => ({
    tokenEndpoint: `${server.origin}/oauth2/token`,
    issuer,
    scopes: ['gateway/invoke'],
    clock,
    ...change,
  });

  const request = (change: object = {}) =>
    createTokenEndpoint(optionsFor(change)).requestToken(credentials);

  it('requests a token and returns it with its times', async () => {
    const requestedAt = clock.now();

    expect(await request()).toEqual({
      accessToken: expect.stringMatching(/^[^.]+\.[^.]+\.[^.]+$/),
      requestedAt,
      expiresAt: requestedAt + 3_600_000,
    });
    expect(server.received).toMatchObject([
      {
        path: '/oauth2/token',
        body: 'grant_type=client_credentials&scope=gateway%2Finvoke',
        headers: { authorization: `Basic ${btoa('client-1:secret-1')}` },
      },
    ]);
  });

  it('sends a request for each call', async () => {
    const { requestToken } = createTokenEndpoint(optionsFor());
    await requestToken(credentials);
    await requestToken(credentials);

    expect(server.received).toHaveLength(2);
  });

  it.each([
    ['TOKEN_CLAIM_ISS', { issuer: 'https://issuer.example' }],
    ['TOKEN_CLAIM_SCOPE', { scopes: ['gateway/read'] }],
  ])('throws %s for a token that does not match %j', async (code, change) => {
    expect((await rejection(request(change))).code).toBe(code);
  });

  it('checks token_use by default', async () => {
    const claims = { token_use: 'id' };
    server.program = () => grantToken({ now: clock.now(), claims });

    expect((await rejection(request())).code).toBe('TOKEN_CLAIM_TOKEN_USE');
    expect((await request({ tokenUse: null })).requestedAt).toBe(clock.now());
  });

  it('does not retry refused credentials', async () => {
    server.program = () => json(401, { error: 'invalid_client' });

    expect(await rejection(request())).toMatchObject({
      code: 'TOKEN_REQUEST_REJECTED',
      oauthError: 'invalid_client',
    });
    expect(server.received).toHaveLength(1);
  });

  it('stops waiting at the timeout', async () => {
    server.program = () => 'hang';

    expect((await rejection(request({ tokenTimeoutMs: 30 }))).code).toBe('TOKEN_ENDPOINT_TIMEOUT');
  });

  it.each([
    ['tokenEndpoint', { tokenEndpoint: 'http://issuer.example/oauth2/token' }],
    ['issuer', { issuer: undefined }],
    ['scopes', { scopes: [] }],
    ['timeoutMs is unknown', { timeoutMs: 2_500 }],
  ])('names the wrong option %s', (name, change) => {
    const error = thrown(() => createTokenEndpoint(optionsFor(change)));

    expect(error.message).toMatch(/^OPTIONS_INVALID: createTokenEndpoint: /);
    expect(error.message).toContain(name);
  });
});
