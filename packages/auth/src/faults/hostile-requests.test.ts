import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import fc from 'fast-check';
import { rejection } from '../../testing/caught-error.ts';
import { type FakeServices, startFakeServices } from '../../testing/fake-services.ts';
import { hostileValue, hostileValues } from '../../testing/hostile-values.ts';
import { json } from '../../testing/tokens.ts';
import { settled } from '../../testing/wait-until.ts';
import { AuthError } from '../errors/auth-error.ts';
import { accessToken } from '../middleware/access-token-middleware.ts';
import { awsIamGateway } from '../middleware/aws-iam-gateway.ts';

const signer = {
  sign: async ({ headers }: { readonly headers: Record<string, string> }) => ({
    headers: { ...headers, authorization: 'AWS4-HMAC-SHA256 Credential=x' },
  }),
};
const options = ['method', 'url', 'headers', 'body', 'timeoutMs', 'signal', 'redirect'] as const;
const middlewares = ['accessToken', 'awsIamGateway'] as const;

describe.each(middlewares)('auth.request of %s, called by untyped code', (name) => {
  let services: FakeServices;
  let request: (input: unknown) => Promise<unknown>;
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);

  beforeAll(async () => {
    services = await startFakeServices();
    services.gateway.program = () => json(200, {});
    const url = services.gatewayUrl;
    const middleware =
      name === 'accessToken'
        ? accessToken(services.options())
        : awsIamGateway({ gateway: { url, authorizer: 'AWS_IAM' }, signer });
    const context = { getRemainingTimeInMillis: () => 10_000 } as Context;
    const handler = middy<unknown, unknown>()
      .use(middleware as MiddlewareObj)
      .handler(async (input, given) => {
        const { auth }: { readonly auth?: unknown } = Object(given);
        return Reflect.apply(Reflect.get(Object(auth), 'request'), undefined, [input]);
      });
    request = (input) => handler(input, context);
  });
  afterAll(() => services.close());
  beforeEach(() => {
    rejections.length = 0;
    process.on('unhandledRejection', onRejection);
  });
  afterEach(() => {
    process.off('unhandledRejection', onRejection);
  });

  const valid = () => ({ method: 'POST', url: services.gatewayUrl, body: 'question' });

  /** Sends a request. Returns the code of its error, or `sent`. */
  const outcomeOf = async (input: unknown): Promise<string> => {
    const received = services.gateway.received.length;
    try {
      await request(input);
      return 'sent';
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      if (error.code === 'REQUEST_INVALID') {
        expect(services.gateway.received).toHaveLength(received);
      }
      return error.code;
    }
  };

  it.each(options)('sends nothing, or an error names what is wrong: %s', async (option) => {
    const codes = ['sent', 'REQUEST_INVALID', 'REQUEST_ABORTED', 'GATEWAY_TIMEOUT'];
    const property = fc.asyncProperty(hostileValue, async (create) => {
      expect(codes).toContain(await outcomeOf({ ...valid(), [option]: create() }));
    });
    await fc.assert(property, {
      numRuns: 150,
      examples: hostileValues.map((create) => [create]),
    });
    await settled();

    expect(rejections).toEqual([]);
    expect(await outcomeOf(valid())).toBe('sent');
  });

  it.each([
    ['signal', new AbortController(), 'signal must be an AbortSignal'],
    ['signal', { aborted: false }, 'signal must be an AbortSignal'],
    ['method', 'CONNECT', 'method must be an HTTP method other than CONNECT'],
    ['method', 'PO ST', 'method must be an HTTP method other than CONNECT'],
    ['body', { question: 1 }, 'body must be a string'],
    ['body', new Uint8Array(1), 'body must be a string'],
    ['timeoutMs', '5', 'timeoutMs must be positive'],
    ['timeoutMs', Number.NaN, 'timeoutMs must be positive'],
    ['headers', new Headers(), 'headers must be a plain object of header names and values'],
    ['headers', new Map(), 'headers must be a plain object of header names and values'],
    ['headers', { 'x-a': 1 }, 'headers must be a plain object of header names and values'],
    ['headers', { 'x-a': ['b'] }, 'headers must be a plain object of header names and values'],
    ['headers', { ' x-a': 'b' }, 'headers must be a plain object of header names and values'],
    ['redirect', 'follow', 'redirect is unknown'],
  ])('refuses %s: %p', async (option, value, problem) => {
    const error = await rejection(request({ ...valid(), [option]: value }));

    expect(error.message).toBe(`REQUEST_INVALID: auth.request: ${problem}`);
  });

  it.each([null, 1, 'https://example.com', () => undefined])(
    'refuses %p instead of a request',
    async (input) => {
      const error = await rejection(request(input));

      expect(error.message).toBe('REQUEST_INVALID: auth.request: options must be an object');
    },
  );

  it('names all wrong options, without their values', async () => {
    const error = await rejection(request({ url: 'secret-a', method: 'b b', extra: 'secret-c' }));

    expect(error.message).toBe(
      'REQUEST_INVALID: auth.request: extra is unknown; method must be an HTTP method other than CONNECT; url must be an absolute http or https URL',
    );
  });

  it('reads each option and header once, so that none changes after its check', async () => {
    const reads: Record<string, number> = {};
    const counted = (target: object): object =>
      Object.defineProperties(
        {},
        Object.fromEntries(
          Object.entries(target).map(([key, value]) => [
            key,
            {
              enumerable: true,
              get: () => {
                reads[key] = (reads[key] ?? 0) + 1;
                return reads[key] === 1 ? value : 'https://elsewhere.example/';
              },
            },
          ]),
        ),
      );

    expect(await outcomeOf(counted({ ...valid(), headers: counted({ 'x-note': 'first' }) }))).toBe(
      'sent',
    );
    expect(services.gateway.received.at(-1)).toMatchObject({
      body: 'question',
      headers: { 'x-note': 'first' },
    });
    expect(new Set(Object.values(reads))).toEqual(new Set([1]));
  });
});
