import { describe, expect, it } from '@jest/globals';
import { rejection } from '../../testing/caught-error.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { AuthError } from '../errors/auth-error.ts';
import { type AuthEvent, createObserver } from '../observability/observer.ts';
import { createCredentialsStore } from './credentials-store.ts';

const first = { clientId: 'client-1', clientSecret: 'secret-1' };

const storeOf = (read: () => Promise<typeof first>, clock = createFakeClock()) => {
  const events: AuthEvent[] = [];
  const observer = createObserver({ onEvent: (event) => events.push(event) });
  const store = createCredentialsStore({ source: { read }, secretTimeoutMs: 20, clock, observer });
  return { store, clock, events };
};

describe('CredentialsStore', () => {
  it('reads once, and emits an event', async () => {
    const { store, events } = storeOf(async () => first);
    expect([await store.get(), await store.get()]).toEqual([first, first]);
    expect(events).toEqual([{ type: 'secret_read' }]);
  });

  it('passes on an AuthError of the source unchanged', async () => {
    const failure = new AuthError('SECRET_NOT_FOUND', 'No secret.');
    const { store } = storeOf(() => Promise.reject(failure));
    expect(await rejection(store.get())).toBe(failure);
  });

  it('keeps only the name of any other error', async () => {
    const { store } = storeOf(() => Promise.reject(new TypeError('secret-1')));
    const error = await rejection(store.get());
    expect(error).toMatchObject({ code: 'SECRET_UNAVAILABLE', cause: { name: 'TypeError' } });
    expect(error.message).toBe('SECRET_UNAVAILABLE: read failed');
  });

  it('stops waiting at the timeout', async () => {
    const { store } = storeOf(() => new Promise(() => undefined));
    expect(await rejection(store.get())).toMatchObject({
      code: 'SECRET_UNAVAILABLE',
      message: expect.stringContaining('20 ms'),
    });
  });

  it.each([
    ['another secret', { ...first, clientSecret: 'secret-2' }],
    ['another client', { ...first, clientId: 'client-2' }],
  ])('replaces refused credentials with %s', async (_what, second) => {
    const reads = [first, second];
    const { store } = storeOf(async () => reads.shift() ?? second);
    expect(await store.replace(await store.get())).toEqual(second);
  });

  it('does not read if the refused credentials were already replaced', async () => {
    const { store, events } = storeOf(async () => first);
    await store.get();
    expect(await store.replace({ ...first, clientSecret: 'secret-0' })).toEqual(first);
    expect(events).toHaveLength(1);
  });

  it('reads the credentials if none are cached', async () => {
    const { store } = storeOf(async () => first);
    expect(await store.replace({ ...first, clientSecret: 'secret-0' })).toEqual(first);
  });

  it('returns undefined if the secret has not changed', async () => {
    const { store } = storeOf(async () => ({ ...first }));
    expect(await store.replace(await store.get())).toBeUndefined();
  });

  it.each([0, 4_999, 6_000])(
    'reads refused credentials again, with the clock at %d ms',
    async (now) => {
      const { store, events } = storeOf(async () => first, createFakeClock(now));
      await store.replace(await store.get());
      expect(events).toHaveLength(2);
    },
  );

  it.each([
    [0, 2],
    [4_999, 2],
    [5_000, 3],
    [-1, 3],
  ])('%i ms after the second read, has read %i times', async (elapsedMs, reads) => {
    const { store, clock, events } = storeOf(async () => first);
    await store.replace(await store.get());
    clock.advance(elapsedMs);
    await store.replace(first);
    expect(events).toHaveLength(reads);
  });
});
