import { AccessToken, type FetchedToken, type RenewalPolicy } from './access-token.ts';
import { type Clock, isWithin } from './clock.ts';
import { createCoolDown } from './cool-down.ts';
import { AuthError, asAuthError } from './errors.ts';
import type { Observer, TokenRequestReason } from './observer.ts';

/** Why a token is fetched, and the one that it is to replace, if there is one. */
export type Errand = {
  readonly reason: TokenRequestReason;
  readonly predecessor: AccessToken | undefined;
  /** Throws where the errand was given up, so that no second token request goes out beside the one after it. */
  ensureWanted(): void;
};

/** Gets a new token; called once at a time. Rejects with `AuthError`. */
export type FetchToken = (errand: Errand) => Promise<FetchedToken>;

export type TokenFlightsOptions = RenewalPolicy & {
  readonly fetchToken: FetchToken;
  /** A flight that takes so long was frozen on its way, and what it brings is not believed. */
  readonly maxFlightMs: number;
  readonly clock: Clock;
  readonly observer: Observer;
};

/** A request on its way; its identity tells one that was given up from the one that took its place. */
export type TokenFlight = Errand & {
  readonly startedAt: number;
  readonly token: Promise<AccessToken>;
};

/** One token request at a time, and pauses after those that failed. */
export type TokenFlights = {
  /** The flight that brings a token in its time, if there is one. */
  current(): TokenFlight | undefined;
  /** Joins the current flight or starts one. Rejects at once with the last failure while the issuer is left alone. */
  fetch(reason: TokenRequestReason, predecessor: AccessToken | undefined): Promise<AccessToken>;
  /** Starts a flight for which nobody waits, unless one is under way. */
  renew(predecessor: AccessToken): void;
  /** The failure that a pause is about. */
  outage(): AuthError | undefined;
};

const frozen = (): AuthError => new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'frozen on the way');

const isTimely = (
  { startedAt }: TokenFlight,
  { clock, maxFlightMs }: TokenFlightsOptions,
): boolean => isWithin(clock, maxFlightMs, startedAt);

const usableToken = (fetched: FetchedToken, options: TokenFlightsOptions): AccessToken => {
  const token = new AccessToken(fetched, options);
  if (token.isUsable(options.clock.now())) return token;
  throw new AuthError('TOKEN_EXPIRED', 'on arrival');
};

const notAsked = (failure: unknown): AuthError =>
  asAuthError(failure, 'TOKEN_ENDPOINT_UNREACHABLE', 'not asked');

/** `onLanding` gets each token that arrives, and the promise of it. */
export const createTokenFlights = (
  options: TokenFlightsOptions,
  onLanding: (token: AccessToken, landed: Promise<AccessToken>) => void,
): TokenFlights => {
  const { clock, observer, fetchToken } = options;
  const outage = createCoolDown(options, observer.emit);
  const freezes = createCoolDown(options);
  let flight: TokenFlight | undefined;

  const current = () => (flight && isTimely(flight, options) ? flight : undefined);

  const land = (landing: TokenFlight, fetched: FetchedToken): AccessToken => {
    landing.ensureWanted();
    const token = usableToken(fetched, options);
    flight = undefined;
    outage.reset();
    freezes.reset();
    onLanding(token, landing.token);
    const { expiresAt } = token;
    observer.emit({ type: 'renewed', reason: landing.reason, source: fetched.source, expiresAt });
    return token;
  };

  const crash = (crashed: TokenFlight, failure: unknown): never => {
    const isLate = !isTimely(crashed, options);
    // What a flight that was frozen came to says nothing about the issuer.
    const error = isLate ? frozen() : notAsked(failure);
    observer.emit({ type: 'renewal_failed', reason: crashed.reason, code: error.code });
    if (flight === crashed) {
      flight = undefined;
      if (isLate) freezes.start(error);
      else if (crashed.reason !== 'prefetch' || error.retryAfterMs) outage.start(error);
    }
    throw error;
  };

  const fetch: TokenFlights['fetch'] = (reason, predecessor) => {
    const joined = current();
    if (joined) return joined.token;
    const pause = outage.error();
    if (pause) return Promise.reject(pause);
    const started: TokenFlight = {
      startedAt: clock.now(),
      reason,
      predecessor,
      ensureWanted() {
        if (current() !== started) throw frozen();
      },
      token: Promise.resolve()
        .then(() => fetchToken(started))
        .then((fetched) => land(started, fetched))
        .catch((error: unknown) => crash(started, error)),
    };
    flight = started;
    return started.token;
  };

  return {
    current,
    fetch,
    outage: outage.error,
    renew(predecessor) {
      if (current()) return;
      if (flight) freezes.start(frozen());
      flight = undefined;
      // Short invocations may freeze one renewal after the other, and each costs a token request.
      if (!freezes.error()) fetch('renewal', predecessor).catch(() => undefined);
    },
  };
};
