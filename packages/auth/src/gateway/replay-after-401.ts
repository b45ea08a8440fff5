import type { Context } from 'aws-lambda';
import { AuthError } from '../errors/auth-error.ts';
import type { HttpResponse, HttpSend } from '../http/http-send.ts';
import { traceHeader } from '../http/trace-header.ts';
import type { Observer } from '../observability/observer.ts';
import type { Clock } from '../time/clock.ts';
import { countDown, withTimeLimit } from '../time/time-limit.ts';
import type { AccessToken } from '../token-cache/access-token.ts';
import { noTokenInTime, type TokenCache } from '../token-cache/token-cache.ts';
import { bearerHeader } from './bearer-header.ts';
import { remainingMsOf } from './remaining-time.ts';
import { checkAuthorizedRequest } from './request-guard.ts';
import type { AuthorizedRequest, AuthorizedResponse } from './request-types.ts';
import { gatewayError, sendToGateway } from './send-to-gateway.ts';

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

/** One invocation: its first token, and Lambda's context with the remaining time. */
export type Invocation = {
  readonly token: AccessToken;
  readonly cacheHit: boolean;
  readonly context: Context;
};

/**
 * Sends a request with the access token to the gateway. After a 401, renews the token and replays the request
 * once. The replay is safe even for requests that are not idempotent, because a resource server sends a
 * 401 instead of processing the request (RFC 6750 section 3).
 */
export const sendWithReplay = async (
  request: AuthorizedRequest,
  invocation: Invocation,
  ports: GatewayPorts,
): Promise<AuthorizedResponse> => {
  const { cache, clock, observer, gatewayTimeoutMs, maxResponseBytes, send } = ports;
  const checked = checkAuthorizedRequest(request, ports.gatewayUrl);
  const { url, signal } = checked;
  const remainingMs = remainingMsOf(invocation.context, ports.marginMs);
  const timeoutMs = Math.min(checked.timeoutMs ?? gatewayTimeoutMs, remainingMs);
  const leftMs = countDown(clock, timeoutMs, () => gatewayError(url, 'timeout'));

  const waitFor = async (fetch: () => Promise<AccessToken>): Promise<AccessToken> =>
    withTimeLimit(fetch, {
      timeoutMs: leftMs(),
      onTimeout: noTokenInTime,
      signal,
      onAbort: () => gatewayError(url, 'aborted'),
    });

  const attempt = async ({ value }: AccessToken): Promise<HttpResponse> => {
    const headers = { ...traceHeader(), ...checked.headers, ...bearerHeader(value) };
    const attempted = { ...checked, headers, timeoutMs: leftMs(), maxResponseBytes };
    const response = await sendToGateway(attempted, send);
    if (response.status !== 401) cache.accepted();
    return response;
  };

  // The first token of a long invocation may have expired.
  const cached = cache.peek();
  const token = cached ?? (await waitFor(cache.get));
  const first = await attempt(token);
  if (first.status !== 401) {
    const cacheHit = token === invocation.token ? invocation.cacheHit : token === cached;
    return { ...first, cacheHit, replayed: false };
  }
  const renewed = await waitFor(() => cache.replace(token));
  observer.emit({ type: 'replayed' });
  const second = await attempt(renewed);
  if (second.status !== 401) return { ...second, cacheHit: false, replayed: true };
  const error = new AuthError('GATEWAY_UNAUTHORIZED', url.host, { status: 401 });
  cache.refusedTwice(error);
  throw error;
};
