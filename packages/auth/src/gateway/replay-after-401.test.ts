import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rejection, thrown } from '../../testing/caught-error.ts';
import {
  type Environment,
  type FakeServices,
  startFakeServices,
} from '../../testing/fake-services.ts';
import { startProgrammableServer } from '../../testing/programmable-server.ts';
import { grantToken, json } from '../../testing/tokens.ts';
import { settled, until } from '../../testing/wait-until.ts';
import type { HttpResponse } from '../http/http-send.ts';
import type { AuthorizedRequest } from './request-types.ts';

describe('context.auth.request', () => {
  let services: FakeServices;
  let environment: Environment;
  beforeEach(async () => {
    services = await startFakeServices();
    environment = services.environment();
  });
  afterEach(() => services.close());

  const post = (more: Partial<AuthorizedRequest> = {}) =>
    environment.invoke((auth) =>
      auth.request({ method: 'POST', url: services.gatewayUrl, body: 'question', ...more }),
    );

  const tokenOf = () => environment.invoke((auth) => auth.accessToken);

  /** Makes the gateway refuse these tokens. */
  const revoke = (...tokens: string[]) => {
    services.gateway.program = ({ headers }) =>
      tokens.some((token) => headers.authorization === `Bearer ${token}`)
        ? json(401, { error: 'invalid_token' })
        : json(200, {});
  };

  it('sends method, headers and body with the access token, and returns the whole response', async () => {
    services.gateway.program = () => ({
      status: 202,
      headers: { 'X-Trace': 'a' },
      body: 'antwört',
    });
    const response = await post({ headers: { 'Content-Type': 'text/plain' }, body: 'frage ü' });

    expect(response).toMatchObject({
      status: 202,
      body: 'antwört',
      cacheHit: false,
      replayed: false,
    });
    expect(response.headers['x-trace']).toBe('a');
    expect(services.gateway.received[0]).toMatchObject({
      method: 'POST',
      path: '/mcp',
      body: 'frage ü',
      headers: { authorization: `Bearer ${await tokenOf()}`, 'content-type': 'text/plain' },
    });
    expect((await post()).cacheHit).toBe(true);
  });

  it('works when destructured from auth', async () => {
    const request = { method: 'POST', url: services.gatewayUrl };

    expect(await post()).toMatchObject({ status: 200 });
    expect(await environment.invoke(({ request: send }) => send(request))).toMatchObject({
      status: 200,
    });
  });

  it('replays once with a renewed token after a 401', async () => {
    revoke(await tokenOf());
    const response = await post();

    expect(response).toMatchObject({ status: 200, cacheHit: false, replayed: true });
    expect(services.gateway.received.map(({ body }) => body)).toEqual(['question', 'question']);
    expect(services.issuer.received).toHaveLength(2);
    expect(services.count('replayed')).toBe(1);
  });

  it('renews once for a hundred parallel 401 responses', async () => {
    revoke(await tokenOf());
    const responses = await Promise.all(Array.from({ length: 100 }, () => post()));

    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect(services.issuer.received).toHaveLength(2);
    expect(services.gateway.received.length).toBeLessThanOrEqual(200);
  });

  it('does not renew again for a 401 that arrives after the renewal', async () => {
    const old = await tokenOf();
    const late = Promise.withResolvers<void>();
    services.gateway.program = async ({ headers, body }) => {
      if (headers.authorization !== `Bearer ${old}`) return json(200, {});
      if (body === 'late') await late.promise;
      return json(401, {});
    };
    const slow = post({ body: 'late' });
    await post();
    late.resolve();

    expect((await slow).replayed).toBe(true);
    expect(services.issuer.received).toHaveLength(2);
  });

  it('fails if the renewed token is also refused, and then sends no more token requests', async () => {
    services.gateway.program = () => json(401, {});

    expect(await rejection(post())).toMatchObject({ code: 'GATEWAY_UNAUTHORIZED', status: 401 });
    expect(services.gateway.received).toHaveLength(2);
    expect((await rejection(post())).code).toBe('GATEWAY_UNAUTHORIZED');
    expect(services.gateway.received).toHaveLength(3);
    expect(services.issuer.received).toHaveLength(2);
  });

  it('requests tokens again after the gateway has accepted one', async () => {
    services.gateway.program = () => json(401, {});
    expect((await rejection(post())).code).toBe('GATEWAY_UNAUTHORIZED');
    revoke();
    expect((await post()).status).toBe(200);
    revoke(await tokenOf());

    expect(await post()).toMatchObject({ status: 200, replayed: true });
  });

  it('reports whether a token renewed during the invocation came from the cache', async () => {
    await tokenOf();
    const request = { method: 'POST', url: services.gatewayUrl };
    const answers = await environment.invoke(async (auth) => {
      services.clock.advance(3_600_000);
      return [await auth.request(request), await auth.request(request)];
    });
    const first = await services.environment().invoke((auth) => auth.request(request));

    expect(answers.map(({ cacheHit }) => cacheHit)).toEqual([false, true]);
    expect(first.cacheHit).toBe(false);
  });

  it("fails with the issuer's error if the renewal fails", async () => {
    revoke(await tokenOf());
    services.issuer.program = () => json(400, { error: 'invalid_scope' });

    expect(await rejection(post())).toMatchObject({
      code: 'TOKEN_REQUEST_REJECTED',
      oauthError: 'invalid_scope',
    });
    expect(services.gateway.received).toHaveLength(1);
  });

  it.each([400, 403, 404, 429, 500, 503])(
    'returns status %d and sends the request once',
    async (status) => {
      services.gateway.program = () => ({ status, headers: { 'retry-after': '1' } });

      expect(await post()).toMatchObject({
        status,
        headers: { 'retry-after': '1' },
        replayed: false,
      });
      expect(services.gateway.received).toHaveLength(1);
      expect(services.issuer.received).toHaveLength(1);
    },
  );

  it.each([301, 302, 303, 307, 308])(
    'refuses redirect %d and sends the token nowhere else',
    async (status) => {
      const elsewhere = await startProgrammableServer(() => json(200, {}));
      services.gateway.program = () => ({ status, headers: { location: elsewhere.origin } });

      expect(await rejection(post())).toMatchObject({ code: 'REDIRECT_REFUSED', status });
      expect(elsewhere.received).toHaveLength(0);
      await elsewhere.close();
    },
  );

  it("stops at the request's timeout", async () => {
    services.gateway.program = () => 'hang';

    expect((await rejection(post({ timeoutMs: 30 }))).code).toBe('GATEWAY_TIMEOUT');
  });

  it('stops within the remaining time of the invocation', async () => {
    services.gateway.program = () => 'hang';
    await tokenOf();
    environment.remainingMs = 300;

    expect((await rejection(post())).code).toBe('GATEWAY_TIMEOUT');
  });

  it('sends nothing if no time is left', async () => {
    await tokenOf();
    environment.remainingMs = 250;

    expect((await rejection(post())).code).toBe('GATEWAY_TIMEOUT');
    expect(services.gateway.received).toHaveLength(0);
  });

  it("stops waiting for a renewal at the request's timeout", async () => {
    revoke(await tokenOf());
    services.issuer.program = () => 'hang';

    expect((await rejection(post({ timeoutMs: 50 }))).message).toBe(
      'TOKEN_ENDPOINT_TIMEOUT: no token in time',
    );
  });

  it('starts no renewal when the time is over, so that no rejection is unhandled', async () => {
    let elapsedMs = 0;
    const clock = { ...services.clock, monotonic: () => elapsedMs };
    environment = services.environment({ clock });
    await tokenOf();
    services.issuer.program = () => 'reset';
    services.gateway.program = () => {
      elapsedMs = 60_000;
      return json(401, {});
    };
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    expect((await rejection(post())).code).toBe('GATEWAY_TIMEOUT');
    for (let turn = 0; turn < 50; turn += 1) await settled();
    process.off('unhandledRejection', onRejection);

    expect(rejections).toEqual([]);
    expect(services.issuer.received).toHaveLength(1);
  });

  it('aborts one caller without affecting the others', async () => {
    revoke(await tokenOf());
    const released = Promise.withResolvers<void>();
    services.issuer.program = async () => {
      await released.promise;
      return grantToken({ now: services.clock.now() });
    };
    const abort = new AbortController();
    const aborted = rejection(post({ signal: abort.signal }));
    const other = post();
    await until(() => services.issuer.received.length >= 2);
    abort.abort();
    expect((await aborted).code).toBe('REQUEST_ABORTED');

    released.resolve();
    expect(await other).toMatchObject({ status: 200, replayed: true });
    expect(services.issuer.received).toHaveLength(2);
  });

  it('aborts a request in flight', async () => {
    const abort = new AbortController();
    services.gateway.program = () => {
      abort.abort();
      return 'hang';
    };

    expect((await rejection(post({ signal: abort.signal }))).code).toBe('REQUEST_ABORTED');
  });

  it("reports an unreachable gateway with the network's error code", async () => {
    await tokenOf();
    await services.gateway.close();

    expect(await rejection(post())).toMatchObject({
      code: 'GATEWAY_UNREACHABLE',
      message: `GATEWAY_UNREACHABLE: ${new URL(services.gatewayUrl).host}`,
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it('reports an invalid header', async () => {
    const error = await rejection(post({ headers: { 'x-split': 'a\r\nb' } }));

    expect(error.message).toBe(
      'REQUEST_INVALID: auth.request: headers must be a plain object of header names and values',
    );
  });

  it('reports any other error of send as an unreachable gateway', async () => {
    const failing = services.environment({
      send: async ({ url }) => {
        if (url.pathname === '/mcp') throw new TypeError('fetch failed');
        return {
          ...(await grantToken({ now: services.clock.now() })),
          headers: { 'content-type': 'application/json' },
        } as HttpResponse;
      },
    });
    const request = { method: 'POST', url: services.gatewayUrl };
    const error = await rejection(failing.invoke((auth) => auth.request(request)));

    expect(error).toMatchObject({ code: 'GATEWAY_UNREACHABLE', cause: { name: 'TypeError' } });
  });

  it('accepts a response up to the maximum length', async () => {
    environment = services.environment({ maxResponseBytes: 10 });
    services.gateway.program = () => ({ status: 200, body: '1234567890' });
    expect((await post()).body).toBe('1234567890');

    services.gateway.program = () => ({ status: 200, body: '12345678901' });
    expect((await rejection(post())).code).toBe('GATEWAY_RESPONSE_TOO_LARGE');
  });

  it('renews a token that expires during the invocation', async () => {
    const replies = await environment.invoke(async (auth) => {
      const first = auth.accessToken;
      services.clock.advance(3_600_000);
      expect(thrown(() => auth.accessToken).message).toBe(
        'TOKEN_EXPIRED: expired during the invocation',
      );
      const response = await auth.request({ method: 'POST', url: services.gatewayUrl });
      return { response, isNew: auth.accessToken !== first };
    });

    expect(replies).toMatchObject({ response: { status: 200, cacheHit: false }, isNew: true });
  });

  it.each([
    ['https://bedrock-agentcore.us-east-1.amazonaws.com/mcp', {}, 'OAUTH_TOKEN_TO_AWS_SERVICE'],
    ['https://example.com/mcp', {}, 'ORIGIN_NOT_GATEWAY'],
    [undefined, { Authorization: 'Bearer mine' }, 'MIXED_CREDENTIALS'],
    [undefined, { Host: 'elsewhere.example' }, 'REQUEST_INVALID'],
    [undefined, { 'x-split': 'a\r\nHost: elsewhere.example' }, 'REQUEST_INVALID'],
  ] as const)('does not send to %s with %j: %s', async (url, headers, code) => {
    const error = await rejection(post({ headers, ...(url !== undefined && { url }) }));

    expect(error.code).toBe(code);
    expect(services.gateway.received).toHaveLength(0);
  });
});
