import { describe, expect, it } from '@jest/globals';
import { createExpiringStore } from './expiring-store.ts';

describe('createExpiringStore', () => {
  it('finds a value until it expires', () => {
    const clock = { ms: 0, now: () => clock.ms };
    const store = createExpiringStore<string>(clock);
    const key = store.add('value', 1000);
    clock.ms = 999;
    expect(store.find(key)).toBe('value');
    clock.ms = 1000;
    expect(store.find(key)).toBeUndefined();
    expect(store.take(key)).toBeUndefined();
  });

  it('forgets a value that was taken', () => {
    const store = createExpiringStore<string>({ now: () => 0 });
    const key = store.add('value', 1000);
    expect([store.take(key), store.take(key)]).toEqual(['value', undefined]);
  });

  it('drops the oldest entry beyond 10,000', () => {
    const store = createExpiringStore<number>({ now: () => 0 });
    const keys = Array.from({ length: 10_001 }, (_, index) => store.add(index, 1000));
    expect(store.find(keys[0] ?? '')).toBeUndefined();
    expect(store.find(keys[1] ?? '')).toBe(1);
    expect(store.find(keys.at(-1) ?? '')).toBe(10_000);
  });
});
