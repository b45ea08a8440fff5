import { AuthError, asAuthError } from '../errors/auth-error.ts';
import type { Observer, TokenRequestReason } from '../observability/observer.ts';
import type { Clock } from '../time/clock.ts';
import { isWithin } from '../time/is-within.ts';
import { AccessToken, type FetchedToken } from './access-token.ts';
import { createCoolDown } from './cool-down.ts';
import type { RenewalPolicy } from './renewal-jitter.ts';

/** Why a token is fetched, and which token it replaces. */
export type FetchContext = {
  readonly reason: TokenRequestReason;
  readonly previous: AccessToken | undefined;
  /** Throws if another request has replaced this one. Prevents two token requests at the same time. */
  assertCurrent(): void;
};

/** Gets a new token. Not called again while a call is in flight. Rejects with `AuthError`. */
export type FetchToken = (context: FetchContext) => Promise<FetchedToken>;

export type SingleFlightOptions = RenewalPolicy & {
  readonly fetchToken: FetchToken;
  /** Lambda froze the environment during a request that takes longer. Its result is not trusted. */
  readonly maxInFlightMs: number;
  readonly clock: Clock;
  readonly observer: Observer;
};

export type InFlightRequest = FetchContext & {
  readonly startedAt: number;
  readonly token: Promise<AccessToken>;
};

/** Sends one token request at a time, and pauses after failures. */
export type SingleFlight = {
  /** The request in flight, unless it has taken too long. */
  current(): InFlightRequest | undefined;
  /** Joins the request in flight or starts one. During a pause, rejects with the last failure. */
  fetch(reason: TokenRequestReason, previous: AccessToken | undefined): Promise<AccessToken>;
  /** Starts a request in the background, unless one is in flight. */
  renew(previous: AccessToken): void;
  /** The failure that started the current pause. */
  lastFailure(): AuthError | undefined;
  /** Whether the current pause, if any, will be over after this time. */
  isPauseOverIn(ms: number): boolean;
};

const frozenError = (): AuthError => new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'frozen in flight');

const isTimely = (
  { startedAt }: InFlightRequest,
  { clock, maxInFlightMs }: SingleFlightOptions,
): boolean => isWithin(clock, maxInFlightMs, startedAt);

const usableToken = (fetched: FetchedToken, options: SingleFlightOptions): AccessToken => {
  const token = new AccessToken(fetched, options);
  if (token.isUsable(options.clock.now())) return token;
  throw new AuthError('TOKEN_EXPIRED', 'on arrival');
};

/** Calls `onToken` with each new token and its promise. */
export const createSingleFlight = (
  options: SingleFlightOptions,
  onToken: (token: AccessToken, promise: Promise<AccessToken>) => void,
): SingleFlight => {
  const { clock, observer, fetchToken } = options;
  const failures = createCoolDown(options, observer.emit);
  const freezes = createCoolDown(options);
  let inFlight: InFlightRequest | undefined;

  const current = () => (inFlight && isTimely(inFlight, options) ? inFlight : undefined);

  const succeed = (request: InFlightRequest, fetched: FetchedToken): AccessToken => {
    request.assertCurrent();
    const token = usableToken(fetched, options);
    inFlight = undefined;
    failures.reset();
    freezes.reset();
    onToken(token, request.token);
    const { expiresAt } = token;
    observer.emit({ type: 'renewed', reason: request.reason, source: fetched.source, expiresAt });
    return token;
  };

  const fail = (request: InFlightRequest, cause: unknown): never => {
    const isLate = !isTimely(request, options);
    // The result of a frozen request says nothing about the issuer.
    const error = isLate
      ? frozenError()
      : asAuthError(cause, 'TOKEN_ENDPOINT_UNREACHABLE', 'unexpected error');
    observer.emit({ type: 'renewal_failed', reason: request.reason, code: error.code });
    if (inFlight === request) {
      inFlight = undefined;
      if (isLate) {
        freezes.start(error);
      } else if (request.reason !== 'prefetch' || error.retryAfterMs) {
        failures.start(error);
      }
    }
    throw error;
  };

  const fetch: SingleFlight['fetch'] = (reason, previous) => {
    const joined = current();
    if (joined) return joined.token;
    const failure = failures.error();
    if (failure) return Promise.reject(failure);
    const request: InFlightRequest = {
      startedAt: clock.now(),
      reason,
      previous,
      assertCurrent() {
        if (current() !== request) throw frozenError();
      },
      token: Promise.resolve()
        .then(() => fetchToken(request))
        .then((fetched) => succeed(request, fetched))
        .catch((error: unknown) => fail(request, error)),
    };
    inFlight = request;
    return request.token;
  };

  return {
    current,
    fetch,
    lastFailure: failures.error,
    isPauseOverIn: failures.isOverIn,
    renew(previous) {
      if (current()) return;
      if (inFlight) freezes.start(frozenError());
      inFlight = undefined;
      // With short invocations, Lambda may freeze every renewal. Each attempt costs a token request.
      if (!freezes.error()) fetch('renewal', previous).catch(() => undefined);
    },
  };
};
