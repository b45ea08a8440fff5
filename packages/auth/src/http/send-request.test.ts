import { describe, expect, it } from '@jest/globals';
import { rejection } from '../../testing/caught-error.ts';
import { hostileValues } from '../../testing/hostile-values.ts';
import { AuthError } from '../errors/auth-error.ts';
import type { HttpRequest, HttpResponse } from './http-send.ts';
import { sendRequest } from './send-request.ts';

const request: HttpRequest = {
  method: 'GET',
  url: new URL('https://gateway.example/mcp'),
  headers: {},
  timeoutMs: 60_000,
  maxResponseBytes: 1_000,
};

/** Sends a request with a `send` of untyped code. The error's `oauthError` is the failure. */
const send = (sent: (given: HttpRequest) => unknown, change: Partial<HttpRequest> = {}) =>
  sendRequest(
    async (given) =>
      Reflect.apply(sent as (given: HttpRequest) => Promise<HttpResponse>, undefined, [given]),
    { ...request, ...change },
    (failure, details) =>
      new AuthError('GATEWAY_UNREACHABLE', 'test', { ...details, oauthError: failure }),
  );

const isText = (value: unknown): boolean => typeof value === 'string';

const throwing = (): never => {
  throw new TypeError('hostile');
};

describe('sendRequest', () => {
  it('returns a copy of the response, so that later changes have no effect', async () => {
    const response = { status: 200, headers: { a: 'b' }, body: 'c', more: 1 };
    const received = await send(() => response);
    response.headers.a = 'changed';

    expect(received).toEqual({ status: 200, headers: { a: 'b' }, body: 'c' });
  });

  it.each<[string, (value: unknown) => boolean]>([
    ['status', Number.isInteger],
    ['headers', (value) => Object.values(Object(value)).every(isText)],
    ['body', isText],
  ])('refuses a response with a wrong %s', async (field, isRight) => {
    const response = { status: 200, headers: {}, body: '' };
    for (const create of hostileValues) {
      const outcome = await send(() => ({ ...response, [field]: create() })).catch(
        (error: unknown) => error,
      );
      if (!(outcome instanceof AuthError)) {
        expect(isRight(Reflect.get(Object(outcome), field))).toBe(true);
      }
    }
  });

  it.each([undefined, null, '', 'text', 5])('refuses %p in place of headers', async (headers) => {
    const outcome = await rejection(send(() => ({ status: 200, headers, body: '' })));
    expect(outcome.code).toBe('GATEWAY_UNREACHABLE');
  });

  it('accepts no header, and refuses one wrong header beside a right one', async () => {
    const response = { status: 200, body: '' };
    expect(await send(() => ({ ...response, headers: {} }))).toEqual({ ...response, headers: {} });
    const outcome = await rejection(send(() => ({ ...response, headers: { a: 'b', c: 5 } })));
    expect(outcome.code).toBe('GATEWAY_UNREACHABLE');
  });

  it.each<[string, () => unknown]>([
    ['a number', () => ({ 'retry-after': 5 })],
    ['a list', () => ({ 'content-type': ['application/json'] })],
    ['a symbol', () => ({ 'content-type': Symbol('hostile') })],
    [
      'a getter that throws',
      () => Object.defineProperty({}, 'content-type', { enumerable: true, get: throwing }),
    ],
  ])('refuses a header that is %s', async (_name, headersOf) => {
    const error = await rejection(send(() => ({ status: 503, headers: headersOf(), body: '' })));

    expect(error).toMatchObject({ oauthError: 'unreachable', cause: { name: 'TypeError' } });
  });

  it('ends at the timeout, and when the caller aborts, if `send` never ends', async () => {
    const hang = () => new Promise(() => undefined);
    const { signal } = new AbortController();

    expect(await rejection(send(hang, { timeoutMs: 1, signal }))).toMatchObject({
      oauthError: 'timeout',
    });
    const abort = new AbortController();
    const aborted = rejection(send(hang, { signal: abort.signal }));
    abort.abort();
    expect(await aborted).toMatchObject({ oauthError: 'aborted' });
  });
});
