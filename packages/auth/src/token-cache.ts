import { AccessToken, type FetchedToken, type RenewalPolicy } from './access-token.ts';
import type { Clock } from './clock.ts';
import { type CoolDown, createCoolDown } from './cool-down.ts';
import { AuthError, asAuthError } from './errors.ts';
import type { Observer, TokenRequestReason } from './observer.ts';
import type { Errand } from './token-fetcher.ts';

export type TokenCacheOptions = RenewalPolicy & {
  /** Gets a new token; called once at a time. Rejects with `AuthError`. */
  readonly fetchToken: (errand: Errand) => Promise<FetchedToken>;
  /** A flight that took longer was frozen on its way, and what it brings is not believed. */
  readonly maxFlightMs: number;
  readonly clock: Clock;
  readonly observer: Observer;
};

/** A request on its way; its identity tells one that was given up from the one that took its place. */
type Flight = Errand & { readonly startedAt: number; readonly token: Promise<AccessToken> };

const frozen = (): AuthError =>
  new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'the environment was frozen on the way');

/** For whoever can wait for the token no longer. */
export const tokenTooLate = (): AuthError =>
  new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'no token in the time left');

/** One token, one request for it at a time, no timers. */
export class TokenCache {
  readonly #options: TokenCacheOptions;
  readonly #outage: CoolDown;
  readonly #refusals: CoolDown;
  readonly #freezes: CoolDown;
  #current: AccessToken | undefined;
  /** The current token as a promise that is there already: a hit makes none. */
  #landed: Promise<AccessToken> | undefined;
  #flight: Flight | undefined;

  constructor(options: TokenCacheOptions) {
    this.#options = options;
    this.#outage = createCoolDown(options.clock, options.random);
    this.#refusals = createCoolDown(options.clock, options.random);
    this.#freezes = createCoolDown(options.clock, options.random);
  }

  /**
   * The token, if there is one that may still be handed out. In its renewal window the first caller
   * starts the renewal, and nobody waits for it.
   */
  peek(): AccessToken | undefined {
    const token = this.#current;
    const now = this.#options.clock.now();
    if (token === undefined || !token.isUsable(now)) return undefined;
    if (now >= token.renewAt) this.#renewAhead();
    return token;
  }

  /** The token, fetched if need be. Rejects at once with the last failure during a cool-down. */
  get(): Promise<AccessToken> {
    if (this.peek() !== undefined && this.#landed !== undefined) return this.#landed;
    const flight = this.#joinable();
    if (flight?.reason !== 'prefetch') return this.#fetch('missing');
    return flight.token.catch(() => this.get());
  }

  /**
   * Fetches a token ahead of the first invocation. Never rejects, and starts no pause unless the issuer
   * asks for one: who waited for it tries anew.
   */
  async prefetch(): Promise<void> {
    if (this.peek() !== undefined) return;
    await this.#fetch('prefetch').catch(() => undefined);
  }

  /**
   * A token in place of one that the gateway refused. A token that was replaced since then is not
   * renewed again.
   */
  async replace(refused: AccessToken): Promise<AccessToken> {
    if (this.#current === refused) {
      const pause = this.#refusals.error ?? this.#outage.error;
      if (pause !== undefined) throw pause;
      this.#current = undefined;
    }
    return this.peek() ?? this.#fetch('refused', refused);
  }

  /** The gateway took the token. */
  accepted(): void {
    this.#refusals.reset();
  }

  /** The gateway refused even a renewed token: asking for more of them is pointless for a while. */
  refusedAgain(error: AuthError): void {
    this.#coolDown(this.#refusals, error);
  }

  #renewAhead(): void {
    if (this.#joinable() !== undefined) return;
    if (this.#flight !== undefined) this.#giveUp();
    // Short invocations may freeze one renewal after the other, and each costs a token request.
    if (this.#freezes.error !== undefined) return;
    this.#fetch('renewal').catch(() => undefined);
  }

  /** Forgets a flight that was frozen on its way. */
  #giveUp(): void {
    this.#flight = undefined;
    this.#freezes.start(frozen());
  }

  #joinable(): Flight | undefined {
    return this.#flight && this.#isTimely(this.#flight) ? this.#flight : undefined;
  }

  #isTimely({ startedAt }: Flight): boolean {
    const elapsedMs = this.#options.clock.now() - startedAt;
    return elapsedMs >= 0 && elapsedMs <= this.#options.maxFlightMs;
  }

  #fetch(reason: TokenRequestReason, predecessor = this.#current): Promise<AccessToken> {
    const joinable = this.#joinable();
    if (joinable !== undefined) return joinable.token;
    const outage = this.#outage.error;
    if (outage !== undefined) return Promise.reject(outage);
    const flight: Flight = {
      startedAt: this.#options.clock.now(),
      reason,
      predecessor,
      ensureWanted: () => {
        if (this.#joinable() !== flight) throw frozen();
      },
      token: Promise.resolve()
        .then(() => this.#options.fetchToken(flight))
        .then((fetched) => this.#land(flight, fetched))
        .catch((error: unknown) => this.#crash(flight, error)),
    };
    this.#flight = flight;
    return flight.token;
  }

  #land(flight: Flight, fetched: FetchedToken): AccessToken {
    flight.ensureWanted();
    const token = new AccessToken(fetched, this.#options);
    if (!token.isUsable(this.#options.clock.now())) {
      throw new AuthError('TOKEN_EXPIRED', 'on arrival');
    }
    this.#flight = undefined;
    this.#current = token;
    this.#landed = flight.token;
    this.#outage.reset();
    this.#freezes.reset();
    const { source, expiresAt } = fetched;
    this.#options.observer.emit({ type: 'renewed', reason: flight.reason, source, expiresAt });
    return token;
  }

  #crash(flight: Flight, failure: unknown): never {
    // What a flight that was frozen came to says nothing about the issuer.
    const error = this.#isTimely(flight)
      ? asAuthError(failure, 'TOKEN_ENDPOINT_UNREACHABLE', 'not asked')
      : frozen();
    const { reason } = flight;
    this.#options.observer.emit({ type: 'renewal_failed', reason, code: error.code });
    if (this.#flight === flight) this.#endFlight(flight, error);
    throw error;
  }

  #endFlight(flight: Flight, error: AuthError): void {
    if (!this.#isTimely(flight)) {
      this.#giveUp();
      return;
    }
    this.#flight = undefined;
    if (flight.reason !== 'prefetch' || error.retryAfterMs !== undefined) {
      this.#coolDown(this.#outage, error);
    }
  }

  #coolDown(coolDown: CoolDown, error: AuthError): void {
    const delayMs = coolDown.start(error);
    this.#options.observer.emit({ type: 'cooled_down', code: error.code, delayMs });
  }
}
