/** A request to the gateway, without credentials. */
export type AuthorizedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Limit for the whole request in milliseconds, including a renewal and a replay. The remaining time of the invocation also limits it. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

export type GatewayResponse = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most `maxResponseBytes` long. */
  readonly body: string;
};

export type AuthorizedResponse = GatewayResponse & {
  /** Whether the token of the last attempt came from the cache. */
  readonly cacheHit: boolean;
  /** Whether the gateway refused the first token, and the request was sent again with a renewed token. */
  readonly replayed: boolean;
};

/** The value that the middleware adds as `context.auth`. */
export type GatewayAuth = {
  /**
   * The access token, for callers with their own HTTP client. Send it only to the gateway.
   * Throws `TOKEN_EXPIRED` if the token expired during the invocation; `request` renews it.
   */
  readonly accessToken: string;
  /** Whether this invocation found its token in the cache. */
  readonly cacheHit: boolean;
  /**
   * Sends a request with the access token, only to the gateway's origin. After a 401, renews the token and
   * replays the request once; a second 401 throws `GATEWAY_UNAUTHORIZED`. Resolves for any other status.
   */
  readonly request: (request: AuthorizedRequest) => Promise<AuthorizedResponse>;
};

export type AuthContext = { readonly auth: GatewayAuth };
