import type { AccessToken, FetchedToken, RenewalPolicy } from './access-token.ts';
import type { Clock } from './clock.ts';
import type { ClientCredentials } from './credentials-source.ts';
import type { Observer } from './observer.ts';

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

/** The token that a new one is to take the place of. */
export type Predecessor = Pick<AccessToken, 'value' | 'requestedAt'>;

/** What of the environment's settings decides about a shared token. */
export type SharedTokensPorts = RenewalPolicy & {
  readonly tokenEndpoint: string;
  readonly issuer: string | null;
  readonly scopes: readonly string[] | null;
  readonly tokenUse: 'access' | null;
  readonly clock: Clock;
  readonly observer: Observer;
};

/** The tier between the cache of one environment and the token endpoint; `sharedTokens` makes it. */
export type SharedTokens = {
  /** How long an errand waits for the store. */
  readonly timeoutMs: number;
  /** A usable token of another environment, newer than the one it is to replace. Never rejects. */
  find(
    client: ClientCredentials,
    predecessor: Predecessor | undefined,
    ports: SharedTokensPorts,
  ): Promise<FetchedToken | undefined>;
  /** Hands a token of the token endpoint on. Nobody waits for it. */
  offer(client: ClientCredentials, fetched: FetchedToken, ports: SharedTokensPorts): void;
};
