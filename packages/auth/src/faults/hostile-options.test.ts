import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rejection, thrown } from '../../testing/caught-error.ts';
import { createFakeSource } from '../../testing/fake-services.ts';
import { hostileValue, hostileValues } from '../../testing/hostile-values.ts';
import { json } from '../../testing/tokens.ts';
import { parseClientSecret } from '../credentials/credentials-source.ts';
import { secretsManager } from '../credentials/secrets-manager.ts';
import { AuthError } from '../errors/auth-error.ts';
import type { HttpRequest } from '../http/http-send.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { accessToken } from '../middleware/access-token-middleware.ts';
import { awsIamGateway } from '../middleware/aws-iam-gateway.ts';
import { createTokenEndpoint } from '../token-endpoint/token-endpoint.ts';
import { sharedTokens } from '../token-store/shared-tokens.ts';

const gatewayUrl = 'https://gateway.example/mcp';
const noop = () => undefined;
const store = { get: noop, put: noop };
const endpoint = {
  tokenEndpoint: 'https://issuer.example/oauth2/token',
  issuer: null,
  scopes: ['gateway/invoke'],
  tokenUse: null,
  tokenTimeoutMs: 1_000,
  send: noop,
  clock: { now: Date.now },
};
const limits = { gatewayTimeoutMs: 1_000, marginMs: 0, maxResponseBytes: 1 };

/** Each exported function that has options, and its options. */
const functions: readonly (readonly [string, (options: never) => unknown, object])[] = [
  [
    'accessToken',
    accessToken,
    {
      ...endpoint,
      ...limits,
      credentials: createFakeSource(),
      gateway: { url: gatewayUrl, authorizer: 'CUSTOM_JWT' },
      prefetch: true,
      renewBetween: [0.5, 0.6],
      minRemainingMs: 1_000,
      secretTimeoutMs: 1_000,
      tokenStore: sharedTokens({ store: store as never }),
      logger: { info: noop, warn: noop },
      onEvent: noop,
      random: Math.random,
    },
  ],
  [
    'awsIamGateway',
    awsIamGateway,
    {
      ...limits,
      gateway: { url: gatewayUrl, authorizer: 'AWS_IAM' },
      signer: { sign: noop },
      send: noop,
      clock: { now: Date.now },
    },
  ],
  ['createTokenEndpoint', createTokenEndpoint, endpoint],
  ['sharedTokens', sharedTokens, { store, timeoutMs: 5 }],
  ['secretsManager', secretsManager, { secretId: 'a', client: { send: noop } }],
];

describe.each(functions)('%s, called by untyped code', (_name, create, valid) => {
  const call = (options: unknown) => Reflect.apply(create, undefined, [options]);
  const getter = (name: string) =>
    Object.defineProperty({ ...valid }, name, {
      enumerable: true,
      get: () => {
        throw new TypeError('hostile');
      },
    });

  it('accepts its options', () => {
    expect(call(valid)).toEqual(expect.any(Object));
  });

  it('throws OPTIONS_INVALID for hostile options', () => {
    fc.assert(
      fc.property(hostileValue, (value) => {
        expect(thrown(() => call(value())).code).toBe('OPTIONS_INVALID');
      }),
      { examples: hostileValues.map((value) => [value]) },
    );
  });

  it.each(Object.keys(valid))('throws OPTIONS_INVALID or accepts a hostile %s', (name) => {
    expect(thrown(() => call(getter(name))).message).toMatch(/options must be readable$/);
    const property = fc.property(hostileValue, (value) => {
      try {
        call({ ...valid, [name]: value() });
      } catch (error) {
        expect(error).toBeInstanceOf(AuthError);
        expect(error).toHaveProperty('code', 'OPTIONS_INVALID');
      }
    });
    fc.assert(property, { examples: hostileValues.map((value) => [value]) });
  });
});

describe('a list of scopes', () => {
  const sent: HttpRequest[] = [];
  const client = { clientId: 'client-1', clientSecret: 'secret-1' };
  const endpointFor = (scopes: unknown) =>
    createTokenEndpoint({
      ...endpoint,
      scopes: scopes as string[],
      tokenUse: null,
      send: async (request) => {
        sent.push(request);
        return { ...json(200, {}), headers: {}, body: '' };
      },
    });

  it('does not change after its check', async () => {
    const scopes = ['gateway/invoke'];
    const tokens = endpointFor(scopes);
    scopes[0] = 'gateway/admin';
    await rejection(tokens.requestToken(client));

    expect(sent.at(-1)?.body).toBe('grant_type=client_credentials&scope=gateway%2Finvoke');
  });

  it('cannot have its own join()', () => {
    const scopes = Object.assign(['gateway/invoke'], { join: () => 'gateway/admin' });

    expect(thrown(() => endpointFor(scopes)).code).toBe('OPTIONS_INVALID');
  });
});

describe('functions without options, called by untyped code', () => {
  const tokens = createTokenEndpoint({
    ...endpoint,
    tokenUse: null,
    send: async () => json(500, {}) as never,
  });

  it('throws SECRET_MALFORMED for hostile credentials, and sends nothing', async () => {
    const property = fc.asyncProperty(hostileValue, async (value) => {
      for (const credentials of [value(), { clientId: 'a', clientSecret: value() }]) {
        const error = await rejection(Reflect.apply(tokens.requestToken, tokens, [credentials]));
        expect(error.code).toMatch(/^(?:SECRET_MALFORMED|TOKEN_ENDPOINT_UN\w+)$/);
      }
    });
    await fc.assert(property, { examples: hostileValues.map((value) => [value]) });
  });

  it('throws SECRET_MALFORMED for a hostile secret or id', () => {
    const property = fc.property(hostileValue, (value) => {
      for (const [secret, id] of [
        [value(), 'id'],
        [{ clientId: 'a', clientSecret: value() }, 'id'],
        [null, value()],
      ]) {
        try {
          parseClientSecret(secret, id as string);
        } catch (error) {
          expect(error).toHaveProperty('code', 'SECRET_MALFORMED');
        }
      }
    });
    fc.assert(property, { examples: hostileValues.map((value) => [value]) });
  });

  it('reads a hostile Retry-After as malformed', () => {
    const property = fc.property(hostileValue, (value) => {
      const delayMs = Reflect.apply(retryAfterMs, undefined, [value(), 0]) ?? 0;
      expect(delayMs >= 0 && delayMs <= 300_000).toBe(true);
    });
    fc.assert(property, { examples: hostileValues.map((value) => [value]) });
  });
});
