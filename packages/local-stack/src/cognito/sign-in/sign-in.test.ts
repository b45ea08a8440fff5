import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cookieOf, credentials, open, queryOf, submit } from '../../../testing/cognito/browser.ts';
import {
  callbackUrl,
  logoutUrl,
  type RunningCognito,
  runCognito,
} from '../../../testing/cognito/running-cognito.ts';

let running: RunningCognito;
beforeAll(async () => {
  running = await runCognito();
});
afterAll(() => running.close());

describe('the sign-in page', () => {
  it('is accessible, runs no script and cannot be framed', async () => {
    const page = await open(running, `/login?${queryOf()}`);
    const html = await page.text();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<title>Sign in to hopwise-test</title>');
    expect(html).toMatch(/<label for="username">.*<input id="username"[^>]* autofocus/s);
    expect(html).toMatch(/<label for="password">.*<input id="password"/s);
    expect(html).not.toMatch(/<script|role="alert"/);
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(html) ?? [];
    const styleHash = createHash('sha256').update(style).digest('base64');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' http://127.0.0.1:5173; frame-ancestors 'none'; base-uri 'none'`,
    );
    expect(page.headers.getSetCookie()[0]).toMatch(/; HttpOnly; SameSite=Lax/);
  });

  it('shows the same error for a wrong name and a wrong password, and keeps the name', async () => {
    const wrong = await submit(running, queryOf(), { ...credentials, password: 'x' });
    const unknown = await submit(running, queryOf(), { username: '"><b>', password: 'x' });
    expect([wrong.status, unknown.status]).toEqual([400, 400]);
    const html = await wrong.text();
    expect(html).toContain('<p role="alert" id="error">Incorrect username or password.</p>');
    expect(html).toMatch(/value="analyst".*<input id="password"[^>]* autofocus/s);
    const unknownHtml = await unknown.text();
    expect(unknownHtml).toContain('Incorrect username or password.');
    expect(unknownHtml).toContain('value="&quot;&gt;&lt;b&gt;"');
  });

  it('refuses a form that was not sent by its own page', async () => {
    const forged = await open(running, `/login?${queryOf()}`, {
      method: 'POST',
      headers: { cookie: `XSRF-TOKEN=${'a'.repeat(43)}` },
      body: new URLSearchParams({ ...credentials, _csrf: 'b'.repeat(43) }),
    });
    const bare = await open(running, `/login?${queryOf()}`, {
      method: 'POST',
      body: new URLSearchParams(credentials),
    });
    expect([forged.status, bare.status]).toEqual([400, 400]);
    expect(await forged.text()).toContain('The form has expired.');
  });

  it('keeps an existing CSRF token, so that a second tab works', async () => {
    const cookie = `XSRF-TOKEN=${'a'.repeat(43)}`;
    const page = await open(running, `/login?${queryOf()}`, { headers: { cookie } });
    expect(cookieOf(page, 'XSRF-TOKEN')).toBe(cookie);
  });

  it('allows a redirection to an app with its own scheme', async () => {
    const query = queryOf({ client_id: 'otherwebclient', redirect_uri: 'hopwise://signed-in' });
    const page = await open(running, `/login?${query}`);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' hopwise:;");
    expect((await submit(running, query, credentials)).headers.get('location')).toMatch(
      /^hopwise:\/\/signed-in\?code=/,
    );
  });
});

describe('an authorization request', () => {
  it.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['a foreign redirect_uri', { redirect_uri: `${callbackUrl}/more` }],
  ])('with %s gets a page instead of a redirection', async (_, changes) => {
    const response = await open(running, `/oauth2/authorize?${queryOf(changes)}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain('role="alert"');
  });

  it('with a repeated parameter gets a page', async () => {
    const response = await open(running, `/login?${queryOf()}&client_id=webclient`);
    expect(response.status).toBe(400);
  });

  const challenge = 'a'.repeat(43);
  it.each([
    ['no response_type', { response_type: '' }, 'invalid_request'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['a foreign scope', { scope: 'openid gateway/invoke' }, 'invalid_scope'],
    ['a challenge without method', { code_challenge: challenge }, 'invalid_request'],
    [
      'a plain challenge',
      { code_challenge: challenge, code_challenge_method: 'plain' },
      'invalid_request',
    ],
    [
      'a short challenge',
      { code_challenge: 'a', code_challenge_method: 'S256' },
      'invalid_request',
    ],
    ['a method without challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
  ])('with %s is redirected with the error and the state', async (_, changes, error) => {
    const response = await open(
      running,
      `/oauth2/authorize?${queryOf({ state: 's', ...changes })}`,
    );
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(`${callbackUrl}?error=${error}&state=s`);
  });

  it('of a signed-in browser gets a code without a form for one hour', async () => {
    const cookie = cookieOf(await submit(running, queryOf(), credentials), 'cognito');
    const location = async () => {
      const response = await open(running, `/oauth2/authorize?${queryOf()}`, {
        headers: { cookie },
      });
      return response.headers.get('location');
    };
    running.clock.nowSeconds += 3599;
    expect(await location()).toMatch(/\/callback\?code=/);
    running.clock.nowSeconds += 1;
    expect(await location()).toMatch(/^\/login\?/);
  });
});

describe('signing out', () => {
  it('ends the sign-in and redirects to a registered address', async () => {
    const cookie = cookieOf(await submit(running, queryOf(), credentials), 'cognito');
    const query = new URLSearchParams({ client_id: 'webclient', logout_uri: logoutUrl });
    const response = await open(running, `/logout?${query}`, { headers: { cookie } });
    expect(response.headers.get('location')).toBe(logoutUrl);
    const next = await open(running, `/oauth2/authorize?${queryOf()}`, { headers: { cookie } });
    expect(next.headers.get('location')).toMatch(/^\/login\?/);
  });

  it('refuses any other address', async () => {
    const query = new URLSearchParams({ client_id: 'webclient', logout_uri: callbackUrl });
    expect((await open(running, `/logout?${query}`)).status).toBe(400);
  });
});
