import { randomBytes } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';

/** Maximum number of entries. The oldest are dropped first. */
const maxEntries = 10_000;

/** Values with random keys that expire. */
export type ExpiringStore<Value> = {
  /** Stores the value and returns its key, 256 random bits in base64url. */
  add(value: Value, ttlMs: number): string;
  find(key: string): Value | undefined;
  /** Returns the value and removes it. */
  take(key: string): Value | undefined;
};

export const createExpiringStore = <Value>(clock: Clock): ExpiringStore<Value> => {
  const entries = new Map<string, { readonly value: Value; readonly expiresAtMs: number }>();
  const find = (key: string): Value | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && clock.now() < entry.expiresAtMs ? entry.value : undefined;
  };
  return {
    find,
    add(value, ttlMs) {
      const key = randomBytes(32).toString('base64url');
      entries.set(key, { value, expiresAtMs: clock.now() + ttlMs });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
      return key;
    },
    take(key) {
      const value = find(key);
      entries.delete(key);
      return value;
    },
  };
};
