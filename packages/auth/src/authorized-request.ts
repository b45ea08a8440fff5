/** A request to the gateway, without credentials of its own. */
export type AuthorizedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Upper bound for everything, a renewal and a replay included; the invocation's remaining time bounds it too. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

export type GatewayResponse = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whole; bounded by `maxResponseBytes`. */
  readonly body: string;
};

export type AuthorizedResponse = GatewayResponse & {
  /** Whether the last attempt's token came from the cache. */
  readonly cacheHit: boolean;
  /** Whether the gateway refused a first token and answered the request with a renewed one. */
  readonly replayed: boolean;
};

/** What the middleware puts into `context.auth`. */
export type GatewayAuth = {
  /**
   * The bearer token, for callers with a client of their own. Send it to the gateway alone.
   * Throws `TOKEN_EXPIRED` where the invocation outlived its token; `request` renews it.
   */
  readonly accessToken: string;
  /** Whether this invocation found its token in the cache. */
  readonly cacheHit: boolean;
  /**
   * Sends with the bearer, to the gateway's origin only. A 401 renews the token and replays the
   * request once; a second one throws `GATEWAY_UNAUTHORIZED`. Any other status is an answer.
   */
  readonly request: (request: AuthorizedRequest) => Promise<AuthorizedResponse>;
};

export type AuthContext = { readonly auth: GatewayAuth };
