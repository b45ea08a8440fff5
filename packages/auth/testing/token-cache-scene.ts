import type { FetchedToken } from '../src/access-token.ts';
import { AuthError } from '../src/errors.ts';
import { type AuthEvent, createObserver } from '../src/observer.ts';
import { createTokenCache } from '../src/token-cache.ts';
import { createFakeClock } from './fake-clock.ts';
import { settled } from './until.ts';

export const hour = 3_600_000;
export const maxFlightMs = 12_000;
export const outage = new AuthError('TOKEN_ENDPOINT_UNREACHABLE', 'down');

/** A cache whose token requests end when and how the test says. */
export const createScene = () => {
  const clock = createFakeClock();
  const events: AuthEvent[] = [];
  const flights: PromiseWithResolvers<FetchedToken>[] = [];
  const cache = createTokenCache({
    fetchToken() {
      const flight = Promise.withResolvers<FetchedToken>();
      flights.push(flight);
      return flight.promise;
    },
    clock,
    maxFlightMs,
    observer: createObserver({ onEvent: (event) => events.push(event) }),
    renewBetween: [0.75, 0.85],
    minRemainingMs: 60_000,
    random: () => 0.5,
  });
  const land = async (index: number, value = `token-${index}`, requestedAt = clock.now()) => {
    await settled();
    flights[index]?.resolve({
      value,
      source: 'issuer',
      requestedAt,
      expiresAt: requestedAt + hour,
    });
    await settled();
  };
  const crash = async (index: number, error: Error = outage) => {
    await settled();
    flights[index]?.reject(error);
    await settled();
  };
  const warm = async () => {
    const pending = cache.get();
    await land(0);
    return pending;
  };
  return { clock, events, flights, cache, land, crash, warm };
};
