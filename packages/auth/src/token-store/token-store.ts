import type { CredentialsStore } from '../credentials/credentials-store.ts';
import type { Observer } from '../observability/observer.ts';
import type { Clock } from '../time/clock.ts';
import type { RenewalPolicy } from '../token-cache/renewal-jitter.ts';
import type { FetchToken } from '../token-cache/single-flight.ts';

/** A shared token. Anyone who can read the store can call the gateway: protect the store like the secret. */
export type StoredToken = {
  readonly accessToken: string;
  /** When the token request was sent. Milliseconds since the epoch, like `expiresAt`. */
  readonly requestedAt: number;
  /** The store can delete the token at this time. */
  readonly expiresAt: number;
  /**
   * Keyed hash over the store's key and the other fields, with the client secret. A token with a wrong tag is not
   * used, so that nobody who can only write to the store can choose the token.
   */
  readonly tag: string;
};

/**
 * A store that execution environments share, so that one token request serves all of them. If the store fails
 * or takes longer than `timeoutMs`, the environment sends its own token request.
 */
export type TokenStore = {
  /**
   * The last token put under this key, or `undefined`. A store can return `undefined` to one caller and let
   * the others wait for that caller's `put`. The signal aborts when the caller no longer waits.
   */
  get(key: string, signal: AbortSignal): Promise<StoredToken | undefined>;
  put(key: string, token: StoredToken, signal: AbortSignal): Promise<void>;
};

/** The settings of an execution environment that apply to its shared tokens. */
export type SharedTokensPorts = RenewalPolicy & {
  readonly tokenEndpoint: string;
  readonly issuer: string | null;
  readonly scopes: readonly string[] | null;
  readonly tokenUse: 'access' | null;
  readonly credentials: CredentialsStore;
  readonly clock: Clock;
  readonly observer: Observer;
};

/** The result of `sharedTokens`, for the option `tokenStore`. */
export type SharedTokens = {
  /** Limit for one operation of the store. */
  readonly timeoutMs: number;
  /**
   * Wraps a function that requests a token from the token endpoint. The wrapper first reads the store, and
   * puts each new token into it. It throws no error of the store.
   */
  around(fetchToken: FetchToken, ports: SharedTokensPorts): FetchToken;
};
