import { describe, expect, it } from '@jest/globals';
import { rejection } from '../../testing/caught-error.ts';
import { createFixture, hour, maxInFlightMs, outage } from '../../testing/token-cache-fixture.ts';
import { settled } from '../../testing/wait-until.ts';
import { AuthError } from '../errors/auth-error.ts';

const throttled = new AuthError('TOKEN_ENDPOINT_UNAVAILABLE', 'busy', { retryAfterMs: 7_000 });

describe('a cache hit', () => {
  it('gets the existing promise, and sends no request', async () => {
    const { cache, requests, warmUp } = createFixture();
    const token = await warmUp();
    const [one, other] = [cache.get(), cache.get()];
    await settled();

    expect(one).toBe(other);
    expect(await one).toBe(token);
    expect(requests).toHaveLength(1);
  });
});

describe('a prefetch', () => {
  it('is shared with the first invocation', async () => {
    const { cache, events, requests, succeed } = createFixture();
    const prefetch = cache.prefetch();
    const waiting = cache.get();
    await succeed(0);
    await prefetch;

    expect((await waiting).value).toBe('token-0');
    expect(requests).toHaveLength(1);
    expect(events).toMatchObject([{ type: 'renewed', reason: 'prefetch' }]);
  });

  it('sends no request while a token is cached', async () => {
    const { cache, requests, warmUp } = createFixture();
    await warmUp();
    await cache.prefetch();
    await settled();

    expect(requests).toHaveLength(1);
  });

  it('starts no pause if it fails, and waiting callers try again', async () => {
    const { cache, fail, events, succeed } = createFixture();
    const prefetch = cache.prefetch();
    const waiting = cache.get();
    await fail(0);
    await prefetch;
    await succeed(1);

    expect((await waiting).value).toBe('token-1');
    expect(events).toMatchObject([
      { type: 'renewal_failed', reason: 'prefetch', code: outage.code },
      { type: 'renewed', reason: 'missing' },
    ]);
  });

  it('starts a pause if the issuer sends Retry-After', async () => {
    const { cache, fail, events, requests } = createFixture();
    const prefetch = cache.prefetch();
    await fail(0, throttled);
    await prefetch;

    expect(await rejection(cache.get())).toBe(throttled);
    expect(requests).toHaveLength(1);
    expect(events).toContainEqual({ type: 'cooled_down', code: throttled.code, delayMs: 7_000 });
  });
});

describe('a token request', () => {
  it('reports why it failed and the pause', async () => {
    const { cache, fail, events } = createFixture();
    const failed = rejection(cache.get());
    await fail(0, new TypeError('other'));

    expect((await failed).message).toBe('TOKEN_ENDPOINT_UNREACHABLE: unexpected error');
    expect(events).toEqual([
      { type: 'renewal_failed', reason: 'missing', code: 'TOKEN_ENDPOINT_UNREACHABLE' },
      { type: 'cooled_down', code: 'TOKEN_ENDPOINT_UNREACHABLE', delayMs: 500 },
    ]);
  });

  it('is trusted only if it finishes within the maximum time', async () => {
    const { cache, clock, succeed } = createFixture();
    const timely = cache.get();
    await settled();
    clock.advance(maxInFlightMs - 1);
    await succeed(0);
    expect((await timely).value).toBe('token-0');

    clock.advance(hour);
    const late = rejection(cache.get());
    await settled();
    clock.advance(maxInFlightMs);
    await succeed(1);
    expect((await late).code).toBe('TOKEN_ENDPOINT_TIMEOUT');
  });

  it('is abandoned if the clock was set back before its start', async () => {
    const { cache, clock, requests, succeed } = createFixture();
    const abandoned = rejection(cache.get());
    await settled();
    clock.advance(-1);
    const pending = cache.get();
    await succeed(1);

    expect((await pending).value).toBe('token-1');
    await succeed(0);
    expect((await abandoned).code).toBe('TOKEN_ENDPOINT_TIMEOUT');
    expect(requests).toHaveLength(2);
  });

  it('resets the pause after failures when it succeeds', async () => {
    const { cache, clock, fail, events, succeed } = createFixture();
    for (const index of [0, 2]) {
      const failed = rejection(cache.get());
      await fail(index);
      await failed;
      clock.advance(500);
      const pending = cache.get();
      await succeed(index + 1);
      await pending;
      clock.advance(hour);
    }

    const pauses = events.filter(({ type }) => type === 'cooled_down');
    expect(pauses).toMatchObject([{ delayMs: 500 }, { delayMs: 500 }]);
  });

  it('resets the pause after freezes when it succeeds', async () => {
    const { cache, clock, requests, succeed, warmUp } = createFixture();
    await warmUp();
    for (const index of [1, 3]) {
      clock.advance(0.8 * hour);
      cache.peek();
      await settled();
      clock.advance(maxInFlightMs + 1);
      cache.peek();
      clock.advance(500);
      cache.peek();
      await settled();
      expect(requests).toHaveLength(index + 2);
      await succeed(index + 1);
    }
  });
});
