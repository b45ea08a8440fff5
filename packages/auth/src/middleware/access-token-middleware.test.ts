import { createHook } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rejection } from '../../testing/caught-error.ts';
import { type FakeServices, startFakeServices } from '../../testing/fake-services.ts';
import { grantToken, json } from '../../testing/tokens.ts';
import { until } from '../../testing/wait-until.ts';
import { accessToken } from './access-token-middleware.ts';

const minute = 60_000;

describe('accessToken', () => {
  let services: FakeServices;
  beforeEach(async () => {
    services = await startFakeServices();
  });
  afterEach(() => services.close());

  it('gives the handler the token from the token endpoint', async () => {
    const token = await services.environment().invoke((auth) => auth.accessToken);

    expect(token.split('.')).toHaveLength(3);
    expect(services.issuer.received[0]).toMatchObject({
      method: 'POST',
      path: '/oauth2/token',
      body: 'grant_type=client_credentials&scope=gateway%2Finvoke',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from('client-1:secret-1').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
  });

  it('fetches one token for many invocations, and reports cache hits', async () => {
    const environment = services.environment();
    const hits: boolean[] = [];
    for (let index = 0; index < 5; index += 1) {
      hits.push(await environment.invoke((auth) => auth.cacheHit));
    }

    expect(hits).toEqual([false, true, true, true, true]);
    expect(services.issuer.received).toHaveLength(1);
    expect(services.source.reads).toBe(1);
    expect(services.count('cache_hit')).toBe(4);
  });

  it('names its hook, and creates no promise or timer on a cache hit', async () => {
    const { before = () => 'no hook', prefetch } = accessToken(services.options());
    await prefetch();
    const context = {};
    const started: string[] = [];
    const hook = createHook({ init: (_id, type) => started.push(type) }).enable();
    const result = Reflect.apply(before, undefined, [{ context }]);
    hook.disable();

    expect(before.name).toBe('accessTokenBefore');
    expect(result).toBeUndefined();
    expect(context).toHaveProperty('auth.cacheHit', true);
    expect(started).toEqual([]);
  });

  it('sends one token request and reads the secret once for a hundred cold callers', async () => {
    const environment = services.environment();
    const callers = Array.from({ length: 100 }, () =>
      environment.invoke((auth) => auth.accessToken),
    );
    const tokens = await Promise.all(callers);

    expect(new Set(tokens).size).toBe(1);
    expect(services.issuer.received).toHaveLength(1);
    expect(services.source.reads).toBe(1);
  });

  it('keeps two configurations in one process separate', async () => {
    services.issuer.program = ({ body }) =>
      grantToken({
        now: services.clock.now(),
        claims: { scope: new URLSearchParams(body).get('scope') },
      });
    const first = services.environment({ scopes: ['gateway/invoke'] });
    const second = services.environment({ scopes: ['gateway/read'] });
    const [one, two] = await Promise.all([
      first.invoke((auth) => auth.accessToken),
      second.invoke((auth) => auth.accessToken),
    ]);

    expect(one).not.toBe(two);
    expect(await first.invoke((auth) => auth.accessToken)).toBe(one);
    expect(await second.invoke((auth) => auth.accessToken)).toBe(two);
  });

  it('renews in the renewal window while callers use the old token', async () => {
    const environment = services.environment();
    const old = await environment.invoke((auth) => auth.accessToken);
    services.clock.advance(50 * minute);
    const duringRenewal = await Promise.all(
      Array.from({ length: 10 }, () => environment.invoke((auth) => auth.accessToken)),
    );

    expect(new Set(duringRenewal)).toEqual(new Set([old]));
    await environment.invoke(async (auth) => {
      await until(() => auth.accessToken !== old);
    });
    expect(services.issuer.received).toHaveLength(2);
  });

  it('uses the old token if the renewal fails', async () => {
    const environment = services.environment();
    const old = await environment.invoke((auth) => auth.accessToken);
    services.issuer.program = () => ({ status: 503 });
    services.clock.advance(50 * minute);
    await environment.invoke(async () => {
      await until(() => services.count('renewal_failed') > 0);
    });

    expect(await environment.invoke((auth) => auth.accessToken)).toBe(old);
    expect(services.issuer.received).toHaveLength(2);
  });

  it.each([
    [59 * minute - 1, true],
    [59 * minute, false],
    [120 * minute, false],
  ])('%d ms after fetching a token for an hour, has a cache hit: %s', async (elapsedMs, hit) => {
    const environment = services.environment();
    await environment.invoke((auth) => auth.cacheHit);
    services.clock.advance(elapsedMs);

    expect(await environment.invoke((auth) => auth.cacheHit)).toBe(hit);
  });

  it('fetches the token before the first invocation', async () => {
    const environment = services.environment();
    await environment.prefetch();

    expect(await environment.invoke((auth) => auth.cacheHit)).toBe(true);
    expect(services.issuer.received).toHaveLength(1);
  });

  it('logs a failed prefetch once, and tries again at the first invocation', async () => {
    services.issuer.program = (_request, index) =>
      index === 0 ? { status: 500 } : grantToken({ now: services.clock.now() });
    const environment = services.environment();
    await environment.prefetch();

    expect(services.logged).toHaveLength(1);
    expect(await environment.invoke((auth) => auth.cacheHit)).toBe(false);
  });

  it('respects Retry-After even after a prefetch', async () => {
    services.issuer.program = () => ({ status: 429, headers: { 'retry-after': '7' } });
    const environment = services.environment();
    await environment.prefetch();
    const error = await rejection(environment.invoke((auth) => auth.accessToken));

    expect(error).toMatchObject({ code: 'TOKEN_ENDPOINT_UNAVAILABLE', retryAfterMs: 7_000 });
    expect(services.issuer.received).toHaveLength(1);
    services.clock.advance(7_000);
    await rejection(environment.invoke((auth) => auth.accessToken));
    expect(services.issuer.received).toHaveLength(2);
  });

  it('fails a hundred callers immediately with the last error while the issuer is down', async () => {
    services.issuer.program = () => ({ status: 503 });
    const environment = services.environment();
    const callers = Array.from({ length: 100 }, () =>
      rejection(environment.invoke((auth) => auth.accessToken)),
    );
    const codes = (await Promise.all(callers)).map(({ code }) => code);

    expect(new Set(codes)).toEqual(new Set(['TOKEN_ENDPOINT_UNAVAILABLE']));
    await rejection(environment.invoke((auth) => auth.accessToken));
    expect(services.issuer.received).toHaveLength(1);
  });

  it('recovers after the pause without a restart', async () => {
    services.issuer.program = (_request, index) =>
      index === 0 ? 'reset' : grantToken({ now: services.clock.now() });
    const environment = services.environment();

    expect((await rejection(environment.invoke(() => undefined))).code).toBe(
      'TOKEN_ENDPOINT_UNREACHABLE',
    );
    services.clock.advance(1_000);
    expect(await environment.invoke((auth) => auth.cacheHit)).toBe(false);
  });

  it('stops waiting for a silent issuer at the timeout', async () => {
    services.issuer.program = () => 'hang';
    const environment = services.environment({ tokenTimeoutMs: 30 });

    expect((await rejection(environment.invoke(() => undefined))).code).toBe(
      'TOKEN_ENDPOINT_TIMEOUT',
    );
  });

  it('stops waiting for a silent issuer within the remaining time of the invocation', async () => {
    services.issuer.program = () => 'hang';
    const environment = services.environment({ marginMs: 10 });
    environment.remainingMs = 40;

    expect((await rejection(environment.invoke(() => undefined))).code).toBe(
      'TOKEN_ENDPOINT_TIMEOUT',
    );
  });

  it('runs outside Lambda without a remaining time', async () => {
    const middleware = accessToken(services.options());
    const context = {};
    await Reflect.apply(middleware.before ?? (() => 'no hook'), undefined, [{ context }]);

    expect(context).toHaveProperty('auth.cacheHit', false);
  });

  it('reads a rotated secret and sends a second token request', async () => {
    services.issuer.program = ({ headers }) => {
      const isNew = headers.authorization === `Basic ${btoa('client-1:secret-2')}`;
      return isNew
        ? grantToken({ now: services.clock.now() })
        : json(400, { error: 'invalid_client' });
    };
    const environment = services.environment();
    await rejection(environment.invoke(() => undefined));
    expect(services.source.reads).toBe(2);
    expect(services.issuer.received).toHaveLength(1);

    services.source.current = { clientId: 'client-1', clientSecret: 'secret-2' };
    services.clock.advance(6_000);
    expect(await environment.invoke((auth) => auth.cacheHit)).toBe(false);
    expect(services.source.reads).toBe(3);
    expect(services.issuer.received).toHaveLength(3);
  });

  it('reads a refused but unchanged secret again only once in five seconds', async () => {
    services.issuer.program = () => json(401, {});
    const environment = services.environment();
    for (let index = 0; index < 40; index += 1) {
      const error = await rejection(environment.invoke(() => undefined));
      expect(error).toMatchObject({ code: 'TOKEN_REQUEST_REJECTED', oauthError: 'invalid_client' });
      services.clock.advance(100);
    }

    expect(services.source.reads).toBe(2);
    expect(services.issuer.received.length).toBeLessThanOrEqual(5);
  });

  it('sends nothing to the gateway if a claim is wrong', async () => {
    services.issuer.program = () =>
      grantToken({ now: services.clock.now(), claims: { scope: 'gateway/read' } });
    const request = { method: 'POST', url: services.gatewayUrl };
    const error = await rejection(services.environment().invoke((auth) => auth.request(request)));

    expect(error.code).toBe('TOKEN_CLAIM_SCOPE');
    expect(services.gateway.received).toHaveLength(0);
  });

  it("sends the invocation's trace id to the issuer and to the gateway", async () => {
    const traceId = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
    process.env._X_AMZN_TRACE_ID = traceId;
    const request = { method: 'POST', url: services.gatewayUrl };
    await services.environment().invoke((auth) => auth.request(request));
    delete process.env._X_AMZN_TRACE_ID;

    for (const { received } of [services.issuer, services.gateway]) {
      expect(received[0]?.headers['x-amzn-trace-id']).toBe(traceId);
    }
  });

  it("keeps the caller's own tracing header", async () => {
    process.env._X_AMZN_TRACE_ID = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
    const headers = { 'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678' };
    const request = { method: 'POST', url: services.gatewayUrl, headers };
    await services.environment().invoke((auth) => auth.request(request));
    delete process.env._X_AMZN_TRACE_ID;

    expect(services.gateway.received[0]?.headers).toMatchObject(headers);
  });

  it('works if event handler and logger throw', async () => {
    const fail = () => {
      throw new Error('sink');
    };
    const environment = services.environment({ onEvent: fail, logger: { info: fail, warn: fail } });

    expect(await environment.invoke((auth) => auth.cacheHit)).toBe(false);
  });

  it('needs few tokens and one secret read for a simulated day', async () => {
    const environment = services.environment();
    for (let minutes = 0; minutes < 24 * 60; minutes += 5) {
      await environment.invoke((auth) => auth.accessToken);
      await until(() => services.count('renewed') >= services.count('token_requested'));
      services.clock.advance(5 * minute);
    }

    expect(services.issuer.received.length).toBeLessThanOrEqual(33);
    expect(services.source.reads).toBe(1);
  });
});
