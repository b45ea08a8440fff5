import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { AccessToken } from './access-token.ts';
import type { AuthContext, GatewayAuth } from './authorized-request.ts';
import { createCredentialsStore } from './credentials-store.ts';
import { within } from './deadline.ts';
import { InvocationAuth } from './invocation-auth.ts';
import { budgetMsOf } from './invocation-budget.ts';
import { createNodeHttpSend } from './node-http-send.ts';
import { createObserver } from './observer.ts';
import { type AccessTokenOptions, parseOptions, type Settings } from './options.ts';
import type { GatewayPorts } from './send-authorized.ts';
import { createTokenCache, tokenTooLate } from './token-cache.ts';
import { createTokenFetcher } from './token-fetcher.ts';

export type { AuthContext, GatewayAuth } from './authorized-request.ts';
export type { AccessTokenOptions } from './options.ts';

/** Fits `middy().use(…)`, after which the handler's context has `auth`, and any `MiddlewareObj`. */
export type AccessTokenMiddleware = MiddlewareObj &
  MiddlewareObj<unknown, unknown, Error, Context & AuthContext> & {
    /**
     * Fetches the token ahead of the first invocation, as the option `prefetch` does by itself while
     * Lambda initialises; `await` it where the module may wait. Never rejects; a failure is logged once,
     * and the first invocation tries anew.
     */
    prefetch(): Promise<void>;
  };

/** Secret and token, each a second time, and a little for the machine: a flight takes no longer. */
const longestFlightMs = (settings: Settings): number =>
  2 * (settings.secretTimeoutMs + settings.tokenTimeoutMs) +
  (settings.tokenStore?.timeoutMs ?? 0) +
  1_000;

/** A snapshot would carry the token, and the secret behind it, into every environment for weeks. */
const isInitialising = ({ AWS_LAMBDA_INITIALIZATION_TYPE: type } = process.env): boolean =>
  type !== undefined && type !== 'snap-start';

const createPorts = (settings: Settings): GatewayPorts => {
  const { send = createNodeHttpSend(), credentials: source, gateway } = settings;
  const ports = { ...settings, send, observer: createObserver(settings) };
  const credentials = createCredentialsStore({ ...ports, source });
  const fetcherPorts = { ...ports, credentials };
  const fetcher = createTokenFetcher(fetcherPorts);
  const cache = createTokenCache({
    ...ports,
    fetchToken: settings.tokenStore?.around(fetcher, fetcherPorts) ?? fetcher,
    maxFlightMs: longestFlightMs(settings),
  });
  return { ...ports, gatewayUrl: gateway.url, cache };
};

type OpenContext = Context & { auth?: GatewayAuth };

const hitEvent = { type: 'cache_hit' } as const;

/**
 * The Middy middleware that gives a handler `context.auth`: the cached access token and a `request`
 * that sends it to the gateway alone. A hit is synchronous. Throws `OPTIONS_INVALID` at once where an
 * option is wrong or unknown; an invocation without a token fails with the `AuthError` of its cause.
 */
export const accessToken = (options: AccessTokenOptions): AccessTokenMiddleware => {
  const settings = parseOptions(options);
  const ports = createPorts(settings);
  const { cache, marginMs, observer } = ports;

  const attach = (context: OpenContext, token: AccessToken, cacheHit: boolean): void => {
    context.auth = new InvocationAuth({ token, cacheHit, context }, ports);
  };

  const attachFetched = async (context: Context): Promise<void> => {
    const token = await within(cache.get(), {
      timeoutMs: Math.max(0, Math.min(budgetMsOf(context, marginMs), longestFlightMs(settings))),
      onTimeout: tokenTooLate,
    });
    attach(context, token, false);
  };

  const accessTokenBefore = ({ context }: { context: Context }): Promise<void> | undefined => {
    const token = cache.peek();
    if (token === undefined) return attachFetched(context);
    attach(context, token, true);
    observer.emit(hitEvent);
    return undefined;
  };

  const prefetch = (): Promise<void> => cache.prefetch();
  if (settings.prefetch && isInitialising()) void prefetch();
  return { before: accessTokenBefore, prefetch };
};
