import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { callSafely } from '../callbacks/call-safely.ts';
import { createCredentialsStore } from '../credentials/credentials-store.ts';
import { AuthError } from '../errors/auth-error.ts';
import { InvocationAuth } from '../gateway/invocation-auth.ts';
import { remainingMsOf } from '../gateway/remaining-time.ts';
import type { GatewayPorts } from '../gateway/replay-after-401.ts';
import type { AuthContext } from '../gateway/request-types.ts';
import { createNodeHttpSend } from '../http/node-http-send.ts';
import { createObserver } from '../observability/observer.ts';
import { withTimeLimit } from '../time/time-limit.ts';
import type { AccessToken } from '../token-cache/access-token.ts';
import { createTokenFetcher } from '../token-cache/fetch-token.ts';
import { retryOnce } from '../token-cache/retry-once.ts';
import type { FetchToken } from '../token-cache/single-flight.ts';
import { createTokenCache, noTokenInTime } from '../token-cache/token-cache.ts';
import type { SharedTokensPorts } from '../token-store/token-store.ts';
import { type AccessTokenOptions, parseOptions, type Settings } from './access-token-options.ts';
import { attachAuth, contextOf } from './invocation-context.ts';

export type { AuthContext, GatewayAuth } from '../gateway/request-types.ts';
export type { AccessTokenOptions } from './access-token-options.ts';

/** A middleware for `middy().use(…)`. It adds `auth` to the handler's context. */
export type AccessTokenMiddleware = MiddlewareObj &
  MiddlewareObj<unknown, unknown, Error, Context & AuthContext> & {
    /**
     * Fetches the token before the first invocation. The option `prefetch` calls it while Lambda
     * initializes; an ES module can also await it. Never rejects. A failure is logged once, and the first
     * invocation tries again.
     */
    prefetch(): Promise<void>;
  };

/** The longest token request: two reads of the secret, two token requests, the store, and one second of overhead. */
const maxInFlightMsOf = (settings: Settings): number =>
  2 * (settings.secretTimeoutMs + settings.tokenTimeoutMs) +
  (settings.tokenStore?.timeoutMs ?? 0) +
  1_000;

/** Not for SnapStart: a snapshot would store the token and the secret, and last for weeks. */
const isInitializing = ({ AWS_LAMBDA_INITIALIZATION_TYPE: type } = process.env): boolean =>
  type !== undefined && type !== 'snap-start';

const isFetchToken = (value: unknown): value is FetchToken => typeof value === 'function';

const withStore = (
  { tokenStore }: Settings,
  fetcher: FetchToken,
  ports: SharedTokensPorts,
): FetchToken => {
  if (tokenStore === undefined) return fetcher;
  // A function of `sharedTokens` never throws here.
  const wrapped = callSafely(() => tokenStore.around(fetcher, ports));
  if (isFetchToken(wrapped)) return wrapped;
  throw new AuthError('OPTIONS_INVALID', 'tokenStore must be a result of sharedTokens()');
};

const createPorts = (settings: Settings): GatewayPorts => {
  const { send = createNodeHttpSend(settings.clock), credentials: source, gateway } = settings;
  const ports = { ...settings, send, observer: createObserver(settings) };
  const credentials = createCredentialsStore({ ...ports, source });
  const fetcherPorts = { ...ports, credentials };
  const fetcher = createTokenFetcher(fetcherPorts);
  const cache = createTokenCache({
    ...ports,
    fetchToken: withStore(settings, fetcher, fetcherPorts),
    maxInFlightMs: maxInFlightMsOf(settings),
  });
  return { ...ports, gatewayUrl: gateway.url, cache };
};

const hitEvent = { type: 'cache_hit' } as const;

/**
 * A Middy middleware that adds `context.auth`: the cached access token, and a `request` that sends it only to
 * the gateway. A cache hit is synchronous. Throws `OPTIONS_INVALID` for wrong or unknown options. An
 * invocation without a token fails with the `AuthError` that explains why.
 */
export const accessToken = (options: AccessTokenOptions): AccessTokenMiddleware => {
  const settings = parseOptions(options);
  const ports = createPorts(settings);
  const { cache, marginMs, observer } = ports;

  const attach = (context: Context, token: AccessToken, cacheHit: boolean): void => {
    attachAuth(context, new InvocationAuth({ token, cacheHit, context }, ports));
  };

  const attachFetched = async (context: Context): Promise<void> => {
    const leftMs = () => remainingMsOf(context, marginMs);
    const attempt = (): Promise<AccessToken> =>
      withTimeLimit(cache.get, {
        timeoutMs: Math.max(0, Math.min(leftMs(), maxInFlightMsOf(settings))),
        onTimeout: noTokenInTime,
      });
    const token = await retryOnce(attempt, leftMs, { ...settings, cache });
    attach(context, token, false);
  };

  const accessTokenBefore = (request: { context: Context }): Promise<void> | undefined => {
    const context = contextOf(request);
    const token = cache.peek();
    if (token === undefined) return attachFetched(context);
    attach(context, token, true);
    observer.emit(hitEvent);
    return undefined;
  };

  const prefetch = (): Promise<void> => cache.prefetch();
  if (settings.prefetch && isInitializing()) void prefetch();
  return { before: accessTokenBefore, prefetch };
};
