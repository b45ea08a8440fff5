import { describe, expect, it } from '@jest/globals';
import { rejection } from '../testing/caught.ts';
import { createScene, hour, maxFlightMs, outage } from '../testing/token-cache-scene.ts';
import { settled } from '../testing/until.ts';
import { AuthError } from './errors.ts';

const throttled = new AuthError('TOKEN_ENDPOINT_UNAVAILABLE', 'busy', { retryAfterMs: 7_000 });

describe('a hit', () => {
  it('gets the promise that is there, and asks for nothing', async () => {
    const { cache, flights, warm } = createScene();
    const token = await warm();
    const [one, other] = [cache.get(), cache.get()];
    await settled();

    expect(one).toBe(other);
    expect(await one).toBe(token);
    expect(flights).toHaveLength(1);
  });
});

describe('a prefetch', () => {
  it('is what the first invocation waits for', async () => {
    const { cache, events, flights, land } = createScene();
    const prefetch = cache.prefetch();
    const waiting = cache.get();
    await land(0);
    await prefetch;

    expect((await waiting).value).toBe('token-0');
    expect(flights).toHaveLength(1);
    expect(events).toMatchObject([{ type: 'renewed', reason: 'prefetch' }]);
  });

  it('asks for nothing while there is a token', async () => {
    const { cache, flights, warm } = createScene();
    await warm();
    await cache.prefetch();
    await settled();

    expect(flights).toHaveLength(1);
  });

  it('starts no pause when it fails, and who waited tries anew', async () => {
    const { cache, crash, events, land } = createScene();
    const prefetch = cache.prefetch();
    const waiting = cache.get();
    await crash(0);
    await prefetch;
    await land(1);

    expect((await waiting).value).toBe('token-1');
    expect(events).toMatchObject([
      { type: 'renewal_failed', reason: 'prefetch', code: outage.code },
      { type: 'renewed', reason: 'missing' },
    ]);
  });

  it('starts the pause that the issuer asks for', async () => {
    const { cache, crash, events, flights } = createScene();
    const prefetch = cache.prefetch();
    await crash(0, throttled);
    await prefetch;

    expect(await rejection(cache.get())).toBe(throttled);
    expect(flights).toHaveLength(1);
    expect(events).toContainEqual({ type: 'cooled_down', code: throttled.code, delayMs: 7_000 });
  });
});

describe('a flight', () => {
  it('says why it failed, and what follows', async () => {
    const { cache, crash, events } = createScene();
    const failed = rejection(cache.get());
    await crash(0, new TypeError('foreign'));

    expect((await failed).message).toBe('TOKEN_ENDPOINT_UNREACHABLE: not asked');
    expect(events).toEqual([
      { type: 'renewal_failed', reason: 'missing', code: 'TOKEN_ENDPOINT_UNREACHABLE' },
      { type: 'cooled_down', code: 'TOKEN_ENDPOINT_UNREACHABLE', delayMs: 500 },
    ]);
  });

  it('is believed until the longest time that one may take is over', async () => {
    const { cache, clock, land } = createScene();
    const timely = cache.get();
    await settled();
    clock.advance(maxFlightMs - 1);
    await land(0);
    expect((await timely).value).toBe('token-0');

    clock.advance(hour);
    const late = rejection(cache.get());
    await settled();
    clock.advance(maxFlightMs);
    await land(1);
    expect((await late).code).toBe('TOKEN_ENDPOINT_TIMEOUT');
  });

  it('is not waited for once the clock was set back behind its start', async () => {
    const { cache, clock, flights, land } = createScene();
    const overtaken = rejection(cache.get());
    await settled();
    clock.advance(-1);
    const pending = cache.get();
    await land(1);

    expect((await pending).value).toBe('token-1');
    await land(0);
    expect((await overtaken).code).toBe('TOKEN_ENDPOINT_TIMEOUT');
    expect(flights).toHaveLength(2);
  });

  it('that succeeds ends the growth of pauses after failures', async () => {
    const { cache, clock, crash, events, land } = createScene();
    for (const index of [0, 2]) {
      const failed = rejection(cache.get());
      await crash(index);
      await failed;
      clock.advance(500);
      const pending = cache.get();
      await land(index + 1);
      await pending;
      clock.advance(hour);
    }

    const pauses = events.filter(({ type }) => type === 'cooled_down');
    expect(pauses).toMatchObject([{ delayMs: 500 }, { delayMs: 500 }]);
  });

  it('that succeeds ends the growth of pauses after freezes', async () => {
    const { cache, clock, flights, land, warm } = createScene();
    await warm();
    for (const index of [1, 3]) {
      clock.advance(0.8 * hour);
      cache.peek();
      await settled();
      clock.advance(maxFlightMs + 1);
      cache.peek();
      clock.advance(500);
      cache.peek();
      await settled();
      expect(flights).toHaveLength(index + 2);
      await land(index + 1);
    }
  });
});
