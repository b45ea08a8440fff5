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
 * it fails or takes longer than `tokenStoreTimeoutMs`, the environment asks the token endpoint itself.
 */
export type TokenStore = {
  /**
   * The token last put under this key; `undefined` where there is none. A store may let one caller
   * through and keep the others waiting for its `put`; the signal tells when they no longer wait.
   */
  get(key: string, signal: AbortSignal): Promise<StoredToken | undefined>;
  put(key: string, token: StoredToken, signal: AbortSignal): Promise<void>;
};
