import { runRounds, type Timing } from '@hopwise/benchmark/rounds';
import { createObserver } from '../src/observability/observer.ts';
import { systemClock } from '../src/time/clock.ts';
import { createTokenCache, type TokenCacheOptions } from '../src/token-cache/token-cache.ts';

const options: TokenCacheOptions = {
  fetchToken: async () => ({
    accessToken: 'a.b.c',
    source: 'issuer',
    requestedAt: Date.now(),
    expiresAt: Date.now() + 3_600_000,
  }),
  maxInFlightMs: 10_000,
  renewBetween: [0.75, 0.85],
  minRemainingMs: 60_000,
  random: Math.random,
  clock: systemClock,
  observer: createObserver({}),
};

/** Compares the cache with awaiting a function that does nothing. */
export const measureCachedGet = async (): Promise<Timing[]> => {
  const cache = createTokenCache(options);
  await cache.get();
  const empty = async () => undefined;
  return runRounds(
    [
      { name: 'await of an empty async function', run: empty },
      { name: 'await of `get`', run: () => cache.get() },
      { name: '`peek`', run: () => cache.peek(), isSynchronous: true },
    ],
    { rounds: 41, calls: 20_000 },
  );
};
