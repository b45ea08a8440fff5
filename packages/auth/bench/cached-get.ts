import { systemClock } from '../src/clock.ts';
import { createObserver } from '../src/observer.ts';
import { createTokenCache, type TokenCacheOptions } from '../src/token-cache.ts';
import { runRounds, type Timing } from './rounds.ts';

const options: TokenCacheOptions = {
  fetchToken: async () => ({
    value: 'a.b.c',
    source: 'issuer',
    requestedAt: Date.now(),
    expiresAt: Date.now() + 3_600_000,
  }),
  maxFlightMs: 10_000,
  renewBetween: [0.75, 0.85],
  minRemainingMs: 60_000,
  random: Math.random,
  clock: systemClock,
  observer: createObserver({}),
};

/** The cache by itself, against awaiting a function that does nothing. */
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
