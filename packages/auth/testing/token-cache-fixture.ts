import { AuthError } from '../src/errors/auth-error.ts';
import { type AuthEvent, createObserver } from '../src/observability/observer.ts';
import type { FetchedToken } from '../src/token-cache/access-token.ts';
import { createTokenCache } from '../src/token-cache/token-cache.ts';
import { createFakeClock } from './fake-clock.ts';
import { settled } from './wait-until.ts';

export const hour = 3_600_000;
export const maxInFlightMs = 12_000;
export const outage = new AuthError('TOKEN_ENDPOINT_UNREACHABLE', 'down');

/** A cache whose token requests succeed or fail when the test says so. */
export const createFixture = () => {
  const clock = createFakeClock();
  const events: AuthEvent[] = [];
  const requests: PromiseWithResolvers<FetchedToken>[] = [];
  const cache = createTokenCache({
    fetchToken() {
      const request = Promise.withResolvers<FetchedToken>();
      requests.push(request);
      return request.promise;
    },
    clock,
    maxInFlightMs,
    observer: createObserver({ onEvent: (event) => events.push(event) }),
    renewBetween: [0.75, 0.85],
    minRemainingMs: 60_000,
    random: () => 0.5,
  });
  const succeed = async (index: number, value = `token-${index}`, requestedAt = clock.now()) => {
    await settled();
    requests[index]?.resolve({
      accessToken: value,
      source: 'issuer',
      requestedAt,
      expiresAt: requestedAt + hour,
    });
    await settled();
  };
  const fail = async (index: number, error: Error = outage) => {
    await settled();
    requests[index]?.reject(error);
    await settled();
  };
  const warmUp = async () => {
    const pending = cache.get();
    await succeed(0);
    return pending;
  };
  return { clock, events, requests, cache, succeed, fail, warmUp };
};
