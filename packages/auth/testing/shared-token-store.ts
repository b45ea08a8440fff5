import type { StoredToken, TokenStore } from '../src/token-store/token-store.ts';

export type SharedTokenStore = TokenStore & {
  readonly keys: Set<string>;
  readonly tokens: Map<string, StoredToken>;
  gets: number;
  puts: number;
};

/**
 * An in-memory store with a lease per key. If the store has no token, the first caller gets `undefined`, and
 * the others wait for that caller's `put`.
 */
export const createSharedTokenStore = (): SharedTokenStore => {
  const leases = new Map<string, PromiseWithResolvers<void>>();
  const store: SharedTokenStore = {
    keys: new Set(),
    tokens: new Map(),
    gets: 0,
    puts: 0,
    async get(key, signal) {
      store.gets += 1;
      store.keys.add(key);
      const lease = leases.get(key);
      if (store.tokens.has(key) || lease === undefined) {
        if (!store.tokens.has(key)) leases.set(key, Promise.withResolvers());
        return store.tokens.get(key);
      }
      signal.addEventListener('abort', () => lease.resolve(), { once: true });
      await lease.promise;
      return store.tokens.get(key);
    },
    async put(key, token) {
      store.puts += 1;
      store.tokens.set(key, token);
      leases.get(key)?.resolve();
      leases.delete(key);
    },
  };
  return store;
};
