import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { errorOf, exchange, signIn, tokensOf } from '../../../testing/cognito/browser.ts';
import { type RunningCognito, runCognito } from '../../../testing/cognito/running-cognito.ts';

let running: RunningCognito;
beforeAll(async () => {
  running = await runCognito();
});
afterAll(() => running.close());

const at = (path: string) => `${running.pool.domainOrigin}${path}`;

const invalidGrant = { status: 400, error: 'invalid_grant' };

describe('an authorization code', () => {
  it('can be used once', async () => {
    const code = await signIn(running);
    expect((await exchange(running, code)).status).toBe(200);
    expect(await errorOf(await exchange(running, code))).toEqual(invalidGrant);
  });

  it('succeeds for one of a hundred simultaneous attempts', async () => {
    const code = await signIn(running);
    const attempts = await Promise.all(Array.from({ length: 100 }, () => exchange(running, code)));
    expect(attempts.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is valid for less than five minutes', async () => {
    const [early, late] = [await signIn(running), await signIn(running)];
    running.clock.nowSeconds += 299;
    expect((await exchange(running, early)).status).toBe(200);
    running.clock.nowSeconds += 1;
    expect(await errorOf(await exchange(running, late))).toEqual(invalidGrant);
  });

  it.each([
    ['another client', { client_id: 'otherwebclient' }],
    ['another redirect_uri', { redirect_uri: 'http://127.0.0.1:5173/' }],
    ['a verifier without a challenge', { code_verifier: 'v'.repeat(43) }],
  ])('is refused with %s', async (_, changes) => {
    expect(await errorOf(await exchange(running, await signIn(running), changes))).toEqual(
      invalidGrant,
    );
  });

  it('is refused with a missing or wrong verifier', async () => {
    const pkce = { code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' };
    const without = await exchange(running, await signIn(running, pkce));
    const wrong = await exchange(running, await signIn(running, pkce), {
      code_verifier: 'v'.repeat(43),
    });
    expect(await errorOf(without)).toEqual(invalidGrant);
    expect(await errorOf(wrong)).toEqual(invalidGrant);
  });

  it('requires its redirect_uri', async () => {
    const response = await exchange(running, await signIn(running), { redirect_uri: '' });
    expect(await errorOf(response)).toEqual({ status: 400, error: 'invalid_request' });
  });

  it('gives no ID token without the scope openid', async () => {
    const tokens = await tokensOf(
      await exchange(running, await signIn(running, { scope: 'gateway/chat' })),
    );
    expect(tokens.id_token).toBeUndefined();
    const info = await fetch(at('/oauth2/userInfo'), {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await errorOf(info)).toEqual({ status: 403, error: 'insufficient_scope' });
  });
});

describe('a refresh token', () => {
  const refresh = (token: string, clientId = 'webclient') =>
    running.postToken(
      new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: token,
      }).toString(),
    );

  it('gives new tokens of the same sign-in until it expires', async () => {
    const first = await tokensOf(await exchange(running, await signIn(running)));
    const signedInAt = running.clock.nowSeconds;
    running.clock.nowSeconds += 86_399;
    const second = await tokensOf(await refresh(first.refresh_token ?? ''));
    expect(second.refresh_token).toBeUndefined();
    expect(decodeJwt(second.access_token)).toMatchObject({
      auth_time: signedInAt,
      iat: running.clock.nowSeconds,
      origin_jti: decodeJwt(first.access_token).origin_jti,
    });
    running.clock.nowSeconds += 1;
    expect(await errorOf(await refresh(first.refresh_token ?? ''))).toEqual(invalidGrant);
  });

  it('is refused for another client and when it is unknown', async () => {
    const { refresh_token: token = '' } = await tokensOf(
      await exchange(running, await signIn(running)),
    );
    expect(await errorOf(await refresh(token, 'otherwebclient'))).toEqual(invalidGrant);
    expect(await errorOf(await refresh('unknown'))).toEqual(invalidGrant);
  });
});

describe('userInfo', () => {
  it('refuses a missing token and an ID token', async () => {
    const { id_token: idToken = '' } = await tokensOf(
      await exchange(running, await signIn(running)),
    );
    const without = await fetch(at('/oauth2/userInfo'));
    const withIdToken = await fetch(at('/oauth2/userInfo'), {
      headers: { authorization: `Bearer ${idToken}` },
    });
    expect(await errorOf(without)).toEqual({ status: 401, error: 'invalid_token' });
    expect(await errorOf(withIdToken)).toEqual({ status: 401, error: 'invalid_token' });
    expect(without.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });
});
