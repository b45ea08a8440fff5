import type { AccessToken } from './access-token.ts';
import { createCoolDown } from './cool-down.ts';
import { AuthError } from './errors.ts';
import { createTokenFlights, type TokenFlightsOptions } from './token-flights.ts';

export type TokenCacheOptions = TokenFlightsOptions;

/** For whoever can wait for the token no longer. */
export const tokenTooLate = (): AuthError =>
  new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'no token in the time left');

/** One token, one request for it at a time, no timers. */
export type TokenCache = {
  /**
   * The token, if there is one that may still be handed out. In its renewal window the first caller
   * starts the renewal, and nobody waits for it.
   */
  peek(): AccessToken | undefined;
  /** The token, fetched if need be. Rejects at once with the last failure during a cool-down. */
  get(): Promise<AccessToken>;
  /**
   * Fetches a token ahead of the first invocation. Never rejects, and starts no pause unless the issuer
   * asks for one: who waited for it tries anew.
   */
  prefetch(): Promise<void>;
  /**
   * A token in place of one that the gateway refused. A token that was replaced since then is not
   * renewed again.
   */
  replace(refused: AccessToken): Promise<AccessToken>;
  /** The gateway took the token. */
  accepted(): void;
  /** The gateway refused even a renewed token: asking for more of them is pointless for a while. */
  refusedAgain(error: AuthError): void;
};

export const createTokenCache = (options: TokenCacheOptions): TokenCache => {
  const { clock, observer } = options;
  const refusals = createCoolDown(options, observer.emit);
  let current: AccessToken | undefined;
  /** The current token as a promise that is there already: a hit makes none. */
  let landed: Promise<AccessToken>;
  const flights = createTokenFlights(options, (token, promise) => {
    current = token;
    landed = promise;
  });

  const peek = (): AccessToken | undefined => {
    const now = clock.now();
    if (!current?.isUsable(now)) return undefined;
    if (now >= current.renewAt) flights.renew(current);
    return current;
  };

  const get = (): Promise<AccessToken> => {
    if (peek()) return landed;
    const flight = flights.current();
    return flight?.reason === 'prefetch'
      ? flight.token.catch(get)
      : flights.fetch('missing', current);
  };

  return {
    peek,
    get,
    async prefetch() {
      if (!peek()) await flights.fetch('prefetch', current).catch(() => undefined);
    },
    async replace(refused) {
      if (current === refused) {
        const pause = refusals.error() ?? flights.outage();
        if (pause) throw pause;
        current = undefined;
      }
      return peek() ?? flights.fetch('refused', refused);
    },
    accepted: refusals.reset,
    refusedAgain: refusals.start,
  };
};
