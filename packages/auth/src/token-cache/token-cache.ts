import { AuthError } from '../errors/auth-error.ts';
import type { AccessToken } from './access-token.ts';
import { createCoolDown } from './cool-down.ts';
import { createSingleFlight, type SingleFlightOptions } from './single-flight.ts';

export type TokenCacheOptions = SingleFlightOptions;

/** The error of a caller whose time ends before a token arrives. */
export const noTokenInTime = (): AuthError =>
  new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'no token in time');

/** Caches one token. Sends one token request at a time and uses no timers. */
export type TokenCache = {
  /** The cached token, if it is usable. In the renewal window, the first call starts a renewal in the background. */
  peek(): AccessToken | undefined;
  /** The cached token, or a new one. During a cool-down, rejects with the last failure. */
  get(): Promise<AccessToken>;
  /**
   * Fetches a token before the first invocation. Never rejects. A failure starts a pause only if the issuer
   * sends `Retry-After`; callers that waited for the prefetch try again.
   */
  prefetch(): Promise<void>;
  /** Replaces a token that the gateway refused. Sends no request if the token was already replaced. */
  replace(refused: AccessToken): Promise<AccessToken>;
  /** Whether the pause after a failure, if any, will be over after this time. */
  isPauseOverIn(ms: number): boolean;
  /** Reports that the gateway accepted the token. */
  accepted(): void;
  /** Reports that the gateway refused a renewed token. Starts a pause in which no token is replaced. */
  refusedTwice(error: AuthError): void;
};

export const createTokenCache = (options: TokenCacheOptions): TokenCache => {
  const { clock, observer } = options;
  const refusals = createCoolDown(options, observer.emit);
  let current: AccessToken | undefined;
  /** Resolves to `current`. Kept, so that a cache hit creates no promise. */
  let currentPromise: Promise<AccessToken>;
  const singleFlight = createSingleFlight(options, (token, promise) => {
    current = token;
    currentPromise = promise;
  });

  const peek = (): AccessToken | undefined => {
    const now = clock.now();
    if (!current?.isUsable(now)) return undefined;
    if (now >= current.renewAt) singleFlight.renew(current);
    return current;
  };

  const get = (): Promise<AccessToken> => {
    if (peek()) return currentPromise;
    const inFlight = singleFlight.current();
    return inFlight?.reason === 'prefetch'
      ? inFlight.token.catch(get)
      : singleFlight.fetch('missing', current);
  };

  return {
    peek,
    get,
    async prefetch() {
      if (!peek()) await singleFlight.fetch('prefetch', current).catch(() => undefined);
    },
    async replace(refused) {
      if (current === refused) {
        const failure = refusals.error() ?? singleFlight.lastFailure();
        if (failure) throw failure;
        current = undefined;
      }
      return peek() ?? singleFlight.fetch('refused', refused);
    },
    isPauseOverIn: singleFlight.isPauseOverIn,
    accepted: refusals.reset,
    refusedTwice: refusals.start,
  };
};
