import type { Context } from 'aws-lambda';
import type { AccessToken } from './access-token.ts';
import type { AuthorizedRequest, AuthorizedResponse } from './authorized-request.ts';
import type { Clock } from './clock.ts';
import { countDown, within } from './deadline.ts';
import { AuthError } from './errors.ts';
import { exchangeWithGateway, gatewayError } from './gateway-exchange.ts';
import type { HttpResponse, HttpSend } from './http-send.ts';
import { budgetMsOf } from './invocation-budget.ts';
import type { Observer } from './observer.ts';
import { checkAuthorizedRequest } from './request-guard.ts';
import { type TokenCache, tokenTooLate } from './token-cache.ts';

export type GatewayPorts = {
  readonly cache: TokenCache;
  readonly gatewayUrl: string;
  readonly gatewayTimeoutMs: number;
  readonly marginMs: number;
  readonly maxResponseBytes: number;
  readonly send: HttpSend;
  readonly clock: Clock;
  readonly observer: Observer;
};

/** One invocation: the token that it began with and Lambda's context, which knows the time that it still has. */
export type Invocation = {
  readonly token: AccessToken;
  readonly cacheHit: boolean;
  readonly context: Context;
};

/**
 * Sends a request with the bearer to the gateway. A 401 comes before anything is executed (RFC 6750
 * section 3), so that even a request that is not idempotent may be replayed once with a renewed token.
 */
export const sendAuthorized = async (
  request: AuthorizedRequest,
  invocation: Invocation,
  ports: GatewayPorts,
): Promise<AuthorizedResponse> => {
  const { cache, clock, observer, gatewayTimeoutMs, maxResponseBytes, send } = ports;
  const url = checkAuthorizedRequest(request, ports.gatewayUrl);
  const budgetMs = budgetMsOf(invocation.context, ports.marginMs);
  const timeoutMs = Math.min(request.timeoutMs ?? gatewayTimeoutMs, budgetMs);
  const leftMs = countDown(clock, timeoutMs, () => gatewayError(url, 'timeout'));

  const waitFor = (token: Promise<AccessToken>): Promise<AccessToken> =>
    within(token, {
      timeoutMs: leftMs(),
      onTimeout: tokenTooLate,
      signal: request.signal,
      onAbort: () => gatewayError(url, 'aborted'),
    });

  const attempt = async ({ value }: AccessToken): Promise<HttpResponse> => {
    const headers = { ...request.headers, authorization: `Bearer ${value}` };
    const attempted = { ...request, url, headers, timeoutMs: leftMs(), maxResponseBytes };
    const response = await exchangeWithGateway(attempted, send);
    if (response.status !== 401) cache.accepted();
    return response;
  };

  // An invocation may outlive the token that it began with.
  const cached = cache.peek();
  const token = cached ?? (await waitFor(cache.get()));
  const first = await attempt(token);
  if (first.status !== 401) {
    const cacheHit = token === invocation.token ? invocation.cacheHit : token === cached;
    return { ...first, cacheHit, replayed: false };
  }
  const renewed = await waitFor(cache.replace(token));
  observer.emit({ type: 'replayed' });
  const second = await attempt(renewed);
  if (second.status !== 401) return { ...second, cacheHit: false, replayed: true };
  const error = new AuthError('GATEWAY_UNAUTHORIZED', url.host, { status: 401 });
  cache.refusedAgain(error);
  throw error;
};
