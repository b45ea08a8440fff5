import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  createEnvironment,
  type FakeServices,
  type Overrides,
  startFakeServices,
} from '../../testing/fake-services.ts';
import { hostileValue, hostileValues } from '../../testing/hostile-values.ts';
import { json } from '../../testing/tokens.ts';
import { settled } from '../../testing/wait-until.ts';
import { AuthError } from '../errors/auth-error.ts';
import { createNodeHttpSend } from '../http/node-http-send.ts';
import { accessToken } from '../middleware/access-token-middleware.ts';
import { sharedTokens } from '../token-store/shared-tokens.ts';

const noop = () => undefined;

type Callback = (...parameters: never[]) => unknown;

/** Not an instance of this realm's `Promise`. */
const rejectElsewhere: (create: () => unknown) => Promise<never> = runInNewContext(
  '(create) => Promise.resolve().then(() => { throw create(); })',
);

/** The ways in which a callback gives a value: it returns it, resolves to it, throws it or rejects with it. */
const ways: Readonly<Record<string, (create: () => unknown) => Callback>> = {
  returns: (create) => () => create(),
  resolves: (create) => async () => create(),
  throws: (create) => () => {
    throw create();
  },
  rejects: (create) => async () => {
    throw create();
  },
  'rejects in another realm': (create) => () => rejectElsewhere(create),
  'rejects, and hides catch()': (create) => () =>
    Object.assign(
      Promise.resolve().then(() => Promise.reject(create())),
      { catch: noop },
    ),
};

describe('callbacks that give hostile values', () => {
  let services: FakeServices;
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  beforeEach(async () => {
    services = await startFakeServices();
    services.gateway.program = () => json(200, {});
    rejections.length = 0;
    process.on('unhandledRejection', onRejection);
  });
  afterEach(async () => {
    process.off('unhandledRejection', onRejection);
    await services.close();
  });

  /** The outcome of one invocation that sends a request: `served`, or the error's code. */
  const outcomeOf = async (overrides: object): Promise<string> => {
    const options = services.options(overrides as Overrides);
    const environment = createEnvironment(accessToken(options));
    environment.remainingMs = 1_000;
    const request = { method: 'POST', url: services.gatewayUrl };
    try {
      await environment.invoke((auth) => auth.request(request));
      return 'served';
    } catch (error) {
      if (error instanceof AuthError) return error.code;
      throw error;
    }
  };

  const store = (change: object) => ({
    tokenStore: sharedTokens({ store: { get: noop, put: noop, ...change } as never }),
  });
  const realSend = createNodeHttpSend();
  const sendTo = (host: 'issuer' | 'gateway', hostile: Callback) => ({
    send: (request: Parameters<typeof realSend>[0]) =>
      request.url.origin === services[host].origin
        ? Reflect.apply(hostile, undefined, [request])
        : realSend(request),
  });

  const callbacks: readonly (readonly [string, (hostile: Callback) => object, RegExp])[] = [
    ['store.get', (get) => store({ get }), /^served$/],
    ['store.put', (put) => store({ put }), /^served$/],
    ['onEvent', (onEvent) => ({ onEvent }), /^served$/],
    ['logger', (log) => ({ logger: { info: log, warn: log } }), /^served$/],
    [
      'credentials.read',
      (read) => ({ credentials: { read } }),
      /^SECRET_(?:MALFORMED|UNAVAILABLE)$/,
    ],
    ['send, of a token request', (send) => sendTo('issuer', send), /^TOKEN_ENDPOINT_UNREACHABLE$/],
    [
      'send, of a request to the gateway',
      (send) => sendTo('gateway', send),
      /^GATEWAY_UNREACHABLE$/,
    ],
  ];

  describe.each(callbacks)('%s', (_name, optionsOf, expected) => {
    it.each(Object.keys(ways))('fails with an AuthError at most: %s', async (way) => {
      const property = fc.asyncProperty(hostileValue, async (create) => {
        const callback = ways[way]?.(create) ?? noop;
        expect(await outcomeOf(optionsOf(callback))).toMatch(expected);
      });
      await fc.assert(property, {
        numRuns: hostileValues.length + 20,
        examples: hostileValues.map((create) => [create]),
      });
      await settled();

      expect(rejections).toEqual([]);
    });

    it('ends in time if its promise never settles', async () => {
      const outcome = await outcomeOf(optionsOf(() => new Promise(noop)));

      expect(outcome).toMatch(/^(?:served|TOKEN_ENDPOINT_TIMEOUT|GATEWAY_TIMEOUT)$/);
    });
  });
});
