import { describe, expect, it } from '@jest/globals';
import { rejection } from '../../testing/caught-error.ts';
import { createFixture, hour, maxInFlightMs, outage } from '../../testing/token-cache-fixture.ts';
import { settled } from '../../testing/wait-until.ts';
import { AuthError } from '../errors/auth-error.ts';

const refusal = new AuthError('GATEWAY_UNAUTHORIZED', 'refused', { status: 401 });

describe('TokenCache', () => {
  it('is empty at first, and peek does not fetch', () => {
    const { cache, requests } = createFixture();

    expect(cache.peek()).toBeUndefined();
    expect(requests).toHaveLength(0);
  });

  it('renews once in the window, and returns the old token until the new one arrives', async () => {
    const { cache, clock, requests, succeed, warmUp } = createFixture();
    const old = await warmUp();
    clock.advance(0.8 * hour - 1);
    cache.peek();
    await settled();
    expect(requests).toHaveLength(1);

    clock.advance(1);
    const duringRenewal = Array.from({ length: 100 }, () => cache.peek());
    await settled();
    expect(new Set(duringRenewal)).toEqual(new Set([old]));
    expect(requests).toHaveLength(2);

    await succeed(1);
    expect(cache.peek()?.value).toBe('token-1');
  });

  it('pauses after a failed renewal while it returns the old token', async () => {
    const { cache, clock, fail, events, requests, warmUp } = createFixture();
    const old = await warmUp();
    clock.advance(0.8 * hour);
    cache.peek();
    await fail(1);
    expect(cache.peek()).toBe(old);
    await settled();
    expect(requests).toHaveLength(2);
    expect(events).toContainEqual({ type: 'renewal_failed', reason: 'renewal', code: outage.code });

    clock.advance(500);
    expect(cache.peek()).toBe(old);
    await settled();
    expect(requests).toHaveLength(3);
  });

  it('waits for a renewal in flight when the old token expires', async () => {
    const { cache, clock, requests, succeed, warmUp } = createFixture();
    await warmUp();
    clock.advance(hour - 60_001);
    cache.peek();
    clock.advance(2);
    const waiting = [cache.get(), cache.get()];
    await succeed(1);

    expect((await Promise.all(waiting)).map(({ value }) => value)).toEqual(['token-1', 'token-1']);
    expect(requests).toHaveLength(2);
  });

  it('returns a rejection only during its pause', async () => {
    const { cache, clock, fail, succeed } = createFixture();
    const first = rejection(cache.get());
    await fail(0);
    expect(await first).toBe(outage);
    expect(await rejection(cache.get())).toBe(outage);

    clock.advance(500);
    const second = cache.get();
    await succeed(1);
    expect((await second).value).toBe('token-1');
  });

  it('gives any other error a code and drops its message', async () => {
    const { cache, fail } = createFixture();
    const failed = rejection(cache.get());
    await fail(0, new TypeError('client_secret=hunter2'));
    const error = await failed;

    expect(error).toMatchObject({
      code: 'TOKEN_ENDPOINT_UNREACHABLE',
      cause: { name: 'TypeError' },
    });
    expect(error.message).not.toContain('hunter2');
  });

  it('replaces a refused token once for a hundred callers, at once and one after the other', async () => {
    const { cache, requests, succeed, warmUp } = createFixture();
    const refused = await warmUp();
    const together = Array.from({ length: 100 }, () => cache.replace(refused));
    await succeed(1);
    const renewed = new Set(await Promise.all(together));
    const late = await cache.replace(refused);

    expect(renewed).toEqual(new Set([late]));
    expect(requests).toHaveLength(2);
  });

  it('does not return a refused token while it is replaced', async () => {
    const { cache, succeed, warmUp } = createFixture();
    const refused = await warmUp();
    const pending = cache.replace(refused);
    expect(cache.peek()).toBeUndefined();
    await succeed(1);

    expect(cache.peek()).toBe(await pending);
  });

  it('keeps a refused token while the issuer is down', async () => {
    const { cache, clock, fail, requests, warmUp } = createFixture();
    const token = await warmUp();
    clock.advance(0.8 * hour);
    cache.peek();
    await fail(1);

    expect(await rejection(cache.replace(token))).toBe(outage);
    expect(cache.peek()).toBe(token);
    expect(requests).toHaveLength(2);
  });

  it('pauses token requests when the gateway also refuses renewed tokens', async () => {
    const { cache, clock, requests, succeed, warmUp } = createFixture();
    const first = await warmUp();
    const second = cache.replace(first);
    await succeed(1);
    cache.refusedTwice(refusal);
    expect(await rejection(cache.replace(await second))).toBe(refusal);

    clock.advance(500);
    const third = cache.replace(await second);
    await succeed(2);
    cache.refusedTwice(refusal);
    clock.advance(500);
    expect(await rejection(cache.replace(await third))).toBe(refusal);

    cache.accepted();
    const fourth = cache.replace(await third);
    await succeed(3);
    expect((await fourth).value).toBe('token-3');
    expect(requests).toHaveLength(4);
  });

  it('does not trust or wait for a request that was frozen in flight', async () => {
    const { cache, clock, succeed } = createFixture();
    const frozen = rejection(cache.get());
    await settled();
    clock.advance(2 * hour);
    const fresh = cache.get();
    await succeed(0, 'stale', clock.now() - 2 * hour);
    expect(await frozen).toMatchObject({
      code: 'TOKEN_ENDPOINT_TIMEOUT',
      message: expect.stringContaining('frozen'),
    });

    await succeed(1);
    expect((await fresh).value).toBe('token-1');
    expect(cache.peek()?.value).toBe('token-1');
  });

  it('starts no pause after a frozen request', async () => {
    const { cache, clock, requests, succeed } = createFixture();
    const frozen = rejection(cache.get());
    await settled();
    clock.advance(maxInFlightMs + 1);
    await succeed(0);
    await frozen;
    cache.get().catch(() => undefined);
    await settled();

    expect(requests).toHaveLength(2);
  });

  it.each(['before', 'after'])(
    'pauses renewals after one froze and returned %s the next invocation',
    async (order) => {
      const { cache, clock, requests, succeed, warmUp } = createFixture();
      const old = await warmUp();
      clock.advance(0.8 * hour);
      cache.peek();
      await settled();
      clock.advance(60_000);
      if (order === 'before') await succeed(1);
      expect(cache.peek()).toBe(old);
      await succeed(1);
      expect(cache.peek()).toBe(old);
      await settled();
      expect(requests).toHaveLength(2);

      clock.advance(500);
      cache.peek();
      await succeed(2);
      expect(cache.peek()?.value).toBe('token-2');
    },
  );

  it('refuses a token that had expired on arrival', async () => {
    const { cache, clock, succeed } = createFixture();
    const pending = rejection(cache.get());
    await succeed(0, 'old', clock.now() - hour);

    expect(await pending).toMatchObject({
      code: 'TOKEN_EXPIRED',
      message: expect.stringContaining('on arrival'),
    });
    expect(cache.peek()).toBeUndefined();
  });

  it.each([-hour, hour])('fetches a new token after the clock jumps by %d ms', async (jumpMs) => {
    const { cache, clock, requests, succeed, warmUp } = createFixture();
    await warmUp();
    clock.advance(jumpMs);
    const pending = cache.get();
    await succeed(1);

    expect((await pending).value).toBe('token-1');
    expect(requests).toHaveLength(2);
  });

  it('emits events with their reasons', async () => {
    const { cache, events, succeed, warmUp } = createFixture();
    const token = await warmUp();
    const pending = cache.replace(token);
    await succeed(1);
    await pending;

    expect(events).toEqual([
      { type: 'renewed', reason: 'missing', source: 'issuer', expiresAt: token.expiresAt },
      { type: 'renewed', reason: 'refused', source: 'issuer', expiresAt: token.expiresAt },
    ]);
  });
});
