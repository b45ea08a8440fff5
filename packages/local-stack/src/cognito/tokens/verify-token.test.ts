import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  generateKeyPair,
  jwtVerify,
  SignJWT,
} from 'jose';
import {
  basic,
  machineSecret,
  poolArn,
  type RunningCognito,
  runCognito,
} from '../../../testing/cognito/running-cognito.ts';

let running: RunningCognito;
let other: RunningCognito;
beforeAll(async () => {
  running = await runCognito();
  other = await runCognito();
});
afterAll(async () => {
  await running.close();
  await other.close();
});

const machineToken = async (from: RunningCognito = running): Promise<string> => {
  const response = await from.postToken('grant_type=client_credentials&scope=gateway%2Finvoke', {
    authorization: basic('machineclient', machineSecret),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
};

const authorize = (header: string | undefined, scopes: readonly string[] = ['gateway/invoke']) =>
  running.cognito.authorizeToken(header, { userPoolArns: [poolArn], scopes });

describe('the COGNITO_USER_POOLS authorizer', () => {
  it('accepts an access token with one of the scopes, with and without Bearer', async () => {
    const token = await machineToken();
    const claims = expect.objectContaining({ client_id: 'machineclient' });
    expect(await authorize(`Bearer ${token}`, ['gateway/chat', 'gateway/invoke'])).toEqual({
      claims,
    });
    expect(await authorize(token)).toEqual({ claims });
  });

  it('refuses a missing token, an empty token and one that is not a JWT', async () => {
    expect(await authorize(undefined)).toMatchObject({ code: 'TOKEN_MISSING' });
    expect(await authorize('Bearer ')).toMatchObject({ code: 'TOKEN_MISSING' });
    expect(await authorize('Bearer x.y.z')).toMatchObject({ code: 'TOKEN_MALFORMED' });
  });

  it('refuses a token when it expires and not before', async () => {
    const token = await machineToken();
    running.clock.nowSeconds += 3599;
    expect(await authorize(token)).toHaveProperty('claims');
    running.clock.nowSeconds += 1;
    expect(await authorize(token)).toMatchObject({ code: 'TOKEN_EXPIRED' });
  });

  it('refuses a token of another pool, and any token if it trusts no pool', async () => {
    const verdict = await authorize(await machineToken(other));
    expect(verdict).toMatchObject({ code: 'TOKEN_FROM_OTHER_ISSUER' });
    const untrusting = { userPoolArns: [], scopes: ['gateway/invoke'] };
    expect(await running.cognito.authorizeToken(await machineToken(), untrusting)).toMatchObject({
      code: 'TOKEN_FROM_OTHER_ISSUER',
    });
  });

  it('refuses changed claims, another key with a known kid, and a missing signature', async () => {
    const token = await machineToken();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, scope: 'gateway/chat' }));
    const { privateKey } = await generateKeyPair('RS256');
    const { kid = '' } = decodeProtectedHeader(token);
    const forged = [
      `${header}.${changed.toString('base64url')}.${signature}`,
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey),
      await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'x' }).sign(privateKey),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
    ];
    for (const one of forged) expect(await authorize(one)).toMatchObject({ code: 'TOKEN_FORGED' });
  });

  it('refuses an access token if an ID token is expected, and a missing scope', async () => {
    const token = await machineToken();
    expect(await authorize(token, [])).toMatchObject({ code: 'TOKEN_OF_WRONG_KIND' });
    expect(await authorize(token, ['gateway/chat'])).toEqual({
      code: 'TOKEN_LACKS_SCOPE',
      deny: 'the token contains none of the scopes gateway/chat',
    });
  });
});

describe('the issuer', () => {
  it('publishes the configuration of each pool under its own path', async () => {
    const response = await fetch(`${running.pool.issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer: running.pool.issuer,
      jwks_uri: `${running.pool.issuer}/.well-known/jwks.json`,
      token_endpoint: running.tokenUrl,
    });
    const elsewhere = `${new URL(running.pool.issuer).origin}/.well-known/openid-configuration`;
    expect((await fetch(elsewhere)).status).toBe(404);
  });

  it('keeps the old key published when a new one signs', async () => {
    const keys = createRemoteJWKSet(new URL(`${running.pool.issuer}/.well-known/jwks.json`));
    const before = await machineToken();
    await running.cognito.admin.rotateSigningKey(running.pool.id);
    const after = await machineToken();
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    const currentDate = new Date(running.clock.now());
    for (const token of [before, after]) {
      expect((await jwtVerify(token, keys, { currentDate })).payload.sub).toBe('machineclient');
      expect(await authorize(token)).toHaveProperty('claims');
    }
  });

  it('publishes no private part of a key', async () => {
    const response = await fetch(`${running.pool.issuer}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: readonly object[] };
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    }
  });

  it('refuses to rotate a key of a pool that does not exist', async () => {
    await expect(running.cognito.admin.rotateSigningKey('none')).rejects.toThrow(
      'The user pool none does not exist.',
    );
  });

  it('refuses other host names', async () => {
    const { port } = new URL(running.pool.issuer);
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, headers: { host: 'rebound.example' } })
        .on('response', (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });
});
