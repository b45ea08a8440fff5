import type { RenewalPolicy } from './access-token.ts';
import type { Clock } from './clock.ts';
import type { CredentialsStore } from './credentials-store.ts';
import type { Observer } from './observer.ts';
import type { FetchToken } from './token-flights.ts';

/** A token as it is shared. Whoever reads the store can call the gateway: guard it as you guard the secret. */
export type StoredToken = {
  readonly accessToken: string;
  /** When its request began; milliseconds since the epoch, as `expiresAt`. */
  readonly requestedAt: number;
  /** The store may forget the token from then on, and no sooner gains anything by it. */
  readonly expiresAt: number;
};

/**
 * A tier that execution environments share, so that one token request serves them all. Optional: where
 * it fails or takes longer than its `timeoutMs`, the environment asks the token endpoint itself.
 */
export type TokenStore = {
  /**
   * The token last put under this key; `undefined` where there is none. A store may let one caller
   * through and keep the others waiting for its `put`; the signal tells when they no longer wait.
   */
  get(key: string, signal: AbortSignal): Promise<StoredToken | undefined>;
  put(key: string, token: StoredToken, signal: AbortSignal): Promise<void>;
};

/** What of the environment's settings decides about a shared token. */
export type SharedTokensPorts = RenewalPolicy & {
  readonly tokenEndpoint: string;
  readonly issuer: string | null;
  readonly scopes: readonly string[] | null;
  readonly tokenUse: 'access' | null;
  readonly credentials: CredentialsStore;
  readonly clock: Clock;
  readonly observer: Observer;
};

/** The tier between the cache of one environment and the token endpoint; `sharedTokens` makes it. */
export type SharedTokens = {
  /** How long a flight waits for the store. */
  readonly timeoutMs: number;
  /**
   * Makes of a function that asks the token endpoint one that asks the store first, and hands on to it
   * what the token endpoint grants. None of the store's failures is thrown.
   */
  around(fetchToken: FetchToken, ports: SharedTokensPorts): FetchToken;
};
