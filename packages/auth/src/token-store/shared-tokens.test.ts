import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { thrown } from '../../testing/caught-error.ts';
import {
  type Environment,
  type FakeServices,
  type Overrides,
  startFakeServices,
} from '../../testing/fake-services.ts';
import { createSharedTokenStore, type SharedTokenStore } from '../../testing/shared-token-store.ts';
import { grantToken, json, mintToken } from '../../testing/tokens.ts';
import { until } from '../../testing/wait-until.ts';
import { addTag } from './integrity-tag.ts';
import { sharedTokens } from './shared-tokens.ts';
import type { StoredToken } from './token-store.ts';

const minute = 60_000;

describe('sharedTokens', () => {
  it.each([
    ['store', {}],
    ['store', { store: { get: async () => undefined } }],
    ['timeoutMs', { store: createSharedTokenStore(), timeoutMs: 0 }],
    ['timeout', { store: createSharedTokenStore(), timeout: 250 }],
  ])('names the wrong option %s', (name, options) => {
    const error = thrown(() => Reflect.apply(sharedTokens, undefined, [options]));

    expect(error.message).toMatch(/^OPTIONS_INVALID: sharedTokens: /);
    expect(error.message).toContain(name);
  });

  it('waits 250 ms by default', () => {
    expect(sharedTokens({ store: createSharedTokenStore() }).timeoutMs).toBe(250);
  });
});

describe('the shared token store', () => {
  let services: FakeServices;
  let store: SharedTokenStore;
  beforeEach(async () => {
    services = await startFakeServices();
    store = createSharedTokenStore();
  });
  afterEach(() => services.close());

  const environment = (more: Overrides = {}): Environment =>
    services.environment({ tokenStore: sharedTokens({ store, timeoutMs: 5_000 }), ...more });

  const tokenOf = (from: Environment) => from.invoke((auth) => auth.accessToken);

  /** Puts a token with the right tag into the store, under the environments' key. */
  const put = (stored: unknown) => {
    const [key = ''] = store.tokens.keys();
    const token = stored as StoredToken;
    const isObject = typeof stored === 'object' && stored !== null;
    store.tokens.set(key, isObject ? addTag(services.source.current, key, token) : token);
  };

  const plant = async (stored: unknown) => {
    await tokenOf(environment());
    put(stored);
    services.issuer.received.length = 0;
    services.events.length = 0;
  };

  it('sends one token request for a hundred environments that start together', async () => {
    const tokens = await Promise.all(Array.from({ length: 100 }, () => tokenOf(environment())));

    expect(new Set(tokens).size).toBe(1);
    expect(services.issuer.received).toHaveLength(1);
    expect(services.count('token_requested')).toBe(1);
    expect(services.count('store_hit')).toBe(99);
    expect(store.puts).toBe(1);
  });

  it('sends one token request for a hundred environments that renew one after the other', async () => {
    const environments = Array.from({ length: 100 }, () => environment());
    const before = await Promise.all(environments.map(tokenOf));
    services.clock.advance(50 * minute);
    for (const [index, one] of environments.entries()) {
      await tokenOf(one);
      await until(() => services.count('renewed') > 100 + index);
    }
    const after = await Promise.all(environments.map(tokenOf));

    expect(new Set(after).size).toBe(1);
    expect(after[0]).not.toBe(before[0]);
    expect(services.issuer.received).toHaveLength(2);
  });

  it('reads the store once for a hundred callers in one environment', async () => {
    const one = environment();
    await Promise.all(Array.from({ length: 100 }, () => tokenOf(one)));

    expect(store.gets).toBe(1);
    expect(services.source.reads).toBe(1);
  });

  it('separates clients and scopes, with keys that contain no secret and no client id', async () => {
    services.issuer.program = ({ body, headers }) =>
      grantToken({
        now: services.clock.now(),
        claims: {
          scope: new URLSearchParams(body).get('scope'),
          client_id: Buffer.from(headers.authorization?.slice(6) ?? '', 'base64')
            .toString()
            .split(':')[0],
        },
      });
    await tokenOf(environment());
    await tokenOf(environment({ scopes: ['gateway/read'] }));
    services.source.current = { clientId: 'client-2', clientSecret: 'secret-2' };
    await tokenOf(environment());

    expect(store.keys.size).toBe(3);
    for (const key of store.keys) expect(key).toMatch(/^access-token:[\w-]{43}$/);
    expect(services.issuer.received).toHaveLength(3);
  });

  it('uses the same key for the same scopes in another order', async () => {
    const claims = { scope: 'a b' };
    services.issuer.program = () => grantToken({ now: services.clock.now(), claims });
    await tokenOf(environment({ scopes: ['a', 'b'] }));
    await tokenOf(environment({ scopes: ['b', 'a'] }));

    expect(services.issuer.received).toHaveLength(1);
  });

  it('sends two token requests for a hundred environments while the secret is rotated', async () => {
    const old = services.source.current;
    for (let index = 0; index < 100; index += 1) {
      const isNew = index % 2 === 1;
      services.source.current = isNew ? { ...old, clientSecret: 'rotated' } : old;
      await tokenOf(environment());
      await until(() => store.puts === Math.min(index + 1, 2));
    }

    expect(store.keys.size).toBe(2);
    expect(services.issuer.received).toHaveLength(2);
    expect(services.count('store_failed')).toBe(0);
  });

  it('stores the token with its times', async () => {
    const token = await tokenOf(environment());
    const requestedAt = services.clock.now();

    expect([...store.tokens.values()]).toEqual([
      {
        accessToken: token,
        requestedAt,
        expiresAt: requestedAt + 60 * minute,
        tag: expect.stringMatching(/^[\w-]{43}$/),
      },
    ]);
  });

  it('replaces a refused token for all environments', async () => {
    const [first, second] = [environment(), environment()];
    const revoked = await tokenOf(first);
    await tokenOf(second);
    services.gateway.program = ({ headers }) =>
      json(headers.authorization === `Bearer ${revoked}` ? 401 : 200, {});
    const post = (from: Environment) =>
      from.invoke((auth) => auth.request({ method: 'POST', url: services.gatewayUrl }));

    expect(await post(first)).toMatchObject({ status: 200, replayed: true });
    expect(await post(second)).toMatchObject({ status: 200, replayed: true });
    expect(services.issuer.received).toHaveLength(2);
  });

  const life = (from: number) => ({ requestedAt: from, expiresAt: from + 60 * minute });
  it.each([
    ['nothing', async () => undefined],
    ['null', async () => null],
    ['text', async () => 'token'],
    ['no token', async (now: number) => life(now)],
    ['a token with a line break', async (now: number) => ({ ...life(now), accessToken: 'a\nb' })],
    [
      'no expiry',
      async (now: number) => ({ accessToken: await mintToken({ now }), requestedAt: now }),
    ],
    [
      'an expiry that is not a number',
      async (now: number) => ({
        accessToken: await mintToken({ now }),
        requestedAt: now,
        expiresAt: '9999999999999',
      }),
    ],
    [
      'a token that expires within a minute',
      async (now: number) => ({
        accessToken: await mintToken({ now }),
        ...life(now - 59 * minute),
      }),
    ],
    [
      'a token that expires earlier than stored',
      async (now: number) => ({
        accessToken: await mintToken({ now: now - 60 * minute }),
        ...life(now),
      }),
    ],
    [
      'a token from the future',
      async (now: number) => ({ accessToken: await mintToken({ now }), ...life(now + 5_001) }),
    ],
    [
      'the token of another client',
      async (now: number) => ({
        accessToken: await mintToken({ now, claims: { client_id: 'other' } }),
        ...life(now),
      }),
    ],
    [
      'a token without the scope',
      async (now: number) => ({
        accessToken: await mintToken({ now, claims: { scope: 'other' } }),
        ...life(now),
      }),
    ],
  ])('sends a token request if the store has %s', async (_name, make) => {
    const stored = await make(services.clock.now());
    await plant(stored);
    const token = await tokenOf(environment());

    expect(token.split('.')).toHaveLength(3);
    expect(services.issuer.received).toHaveLength(1);
    expect(services.count('store_hit')).toBe(0);
  });

  it.each([
    ['get fails', { get: () => Promise.reject(new Error('canary-token')) }, 'get', /^Error$/],
    [
      'get throws',
      {
        get: () => {
          throw new TypeError('canary-token');
        },
      },
      'get',
      /^TypeError$/,
    ],
    ['get hangs', { get: () => new Promise<undefined>(() => {}) }, 'get', /^TimeoutError$/],
    ['put fails', { put: () => Promise.reject(new Error('canary-token')) }, 'put', /^Error$/],
    ['put hangs', { put: () => new Promise<void>(() => {}) }, 'put', /^TimeoutError$/],
  ] as const)('fails no invocation if %s, and reports it', async (...row) => {
    const [, broken, operation, reason] = row;
    const tokenStore = sharedTokens({
      store: { get: store.get, put: store.put, ...broken },
      timeoutMs: 20,
    });
    const token = await tokenOf(environment({ tokenStore }));
    await until(() => services.count('store_failed') > 0);

    expect(token.split('.')).toHaveLength(3);
    expect(services.events).toContainEqual({ type: 'store_failed', operation });
    const logged = services.logged.map((line) => JSON.parse(line));
    expect(logged).toContainEqual({
      message: 'Token store not used',
      fields: { operation, error: expect.stringMatching(reason) },
    });
    expect(services.logged.join()).not.toContain('canary-token');
  });

  it('aborts the signal when nobody waits for the store any longer', async () => {
    const aborted = Promise.withResolvers<void>();
    const waitingStore = {
      get: (_key: string, signal: AbortSignal) => {
        signal.addEventListener('abort', () => aborted.resolve());
        return new Promise<undefined>(() => {});
      },
      put: async () => undefined,
    };
    await tokenOf(
      environment({ tokenStore: sharedTokens({ store: waitingStore, timeoutMs: 20 }) }),
    );

    await expect(aborted.promise).resolves.toBeUndefined();
  });

  it('reports the wrong claim of a stored token', async () => {
    const now = services.clock.now();
    const accessToken = await mintToken({ now, claims: { client_id: 'other' } });
    await plant({ accessToken, ...life(now) });
    await tokenOf(environment());

    expect(services.events).toContainEqual({ type: 'store_failed', operation: 'get' });
    expect(services.logged.join()).toContain('TOKEN_CLAIM_CLIENT_ID');
  });

  const opaqueOptions = { issuer: null, scopes: null };
  const grantOpaque = () =>
    json(200, { access_token: 'opaque', token_type: 'Bearer', expires_in: 3_600 });

  it('refuses a stored token that is invalid in a header, even if claims are not checked', async () => {
    services.issuer.program = grantOpaque;
    await tokenOf(environment(opaqueOptions));
    put({ accessToken: 'a\r\nb: c', ...life(services.clock.now()) });

    expect(await tokenOf(environment(opaqueOptions))).toBe('opaque');
    expect(services.issuer.received).toHaveLength(2);
  });

  it('refuses a stored token that is older than the one to replace', async () => {
    const tokens = ['first', 'second'];
    services.issuer.program = () =>
      json(200, { access_token: tokens.shift(), token_type: 'Bearer', expires_in: 3_600 });
    const one = environment(opaqueOptions);
    await tokenOf(one);
    const now = services.clock.now();
    services.clock.advance(50 * minute);
    put({ accessToken: 'older', ...life(now - 1), expiresAt: now + 120 * minute });
    await tokenOf(one);
    await until(() => services.count('renewed') === 2);

    expect(await tokenOf(one)).toBe('second');
  });

  it('uses a token without claims for at most one day', async () => {
    const now = services.clock.now();
    services.issuer.program = grantOpaque;
    await tokenOf(environment(opaqueOptions));
    const day = 24 * 60 * minute;
    put({ accessToken: 'kept', requestedAt: now, expiresAt: now + 30 * day });
    const late = environment(opaqueOptions);
    expect(await tokenOf(late)).toBe('kept');

    services.clock.advance(day);
    expect(await tokenOf(late)).toBe('opaque');
  });

  it.each([
    ['with claims', {}],
    ['without claims', opaqueOptions],
  ])(
    'uses no token %s of a writer who cannot read the secret, and reports it',
    async (_name, options) => {
      services.issuer.program = () =>
        options === opaqueOptions ? grantOpaque() : grantToken({ now: services.clock.now() });
      await tokenOf(environment(options));
      const now = services.clock.now();
      const chosen = await mintToken({ now, claims: { sub: 'attacker' } });
      for (const [key, token] of store.tokens) {
        store.tokens.set(key, { ...token, accessToken: chosen });
      }

      expect(await tokenOf(environment(options))).not.toBe(chosen);
      expect(services.issuer.received).toHaveLength(2);
      expect(services.count('store_hit')).toBe(0);
      expect(services.events).toContainEqual({ type: 'store_failed', operation: 'get' });
      expect(services.logged.join()).toContain('WrongTagError');
    },
  );
});
