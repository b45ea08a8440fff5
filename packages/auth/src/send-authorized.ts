import type { AccessToken } from './access-token.ts';
import type { AuthorizedRequest, AuthorizedResponse } from './authorized-request.ts';
import type { Clock } from './clock.ts';
import { countDown, within } from './deadline.ts';
import { AuthError } from './errors.ts';
import { exchangeWithGateway, gatewayError } from './gateway-exchange.ts';
import type { HttpResponse, HttpSend } from './http-send.ts';
import type { Observer } from './observer.ts';
import { checkAuthorizedRequest } from './request-guard.ts';
import { type TokenCache, tokenTooLate } from './token-cache.ts';

export type GatewayPorts = {
  readonly cache: TokenCache;
  readonly gatewayUrl: string;
  readonly gatewayTimeoutMs: number;
  readonly maxResponseBytes: number;
  readonly send: HttpSend;
  readonly clock: Clock;
  readonly observer: Observer;
};

/** One invocation: the token that it began with and the time that it still has. */
export type Invocation = {
  readonly token: AccessToken;
  readonly cacheHit: boolean;
  /** Milliseconds that may still be spent; infinite outside Lambda. */
  budgetMs(): number;
};

type Held = { readonly token: AccessToken; readonly cacheHit: boolean };

type Exchange = {
  readonly request: AuthorizedRequest;
  readonly url: URL;
  readonly ports: GatewayPorts;
  /** Milliseconds left; throws `GATEWAY_TIMEOUT` when there are none. */
  leftMs(): number;
};

const startExchange = (
  request: AuthorizedRequest,
  invocation: Invocation,
  ports: GatewayPorts,
): Exchange => {
  const url = checkAuthorizedRequest(request, ports.gatewayUrl);
  const timeoutMs = Math.min(request.timeoutMs ?? ports.gatewayTimeoutMs, invocation.budgetMs());
  const leftMs = countDown(ports.clock, timeoutMs, () => gatewayError(url, 'timeout'));
  return { request, url, ports, leftMs };
};

const attempt = async (exchange: Exchange, token: AccessToken): Promise<HttpResponse> => {
  const { request, url, ports } = exchange;
  const response = await exchangeWithGateway(
    {
      ...request,
      url,
      headers: { ...request.headers, authorization: `Bearer ${token.value}` },
      timeoutMs: exchange.leftMs(),
      maxResponseBytes: ports.maxResponseBytes,
    },
    ports.send,
  );
  if (response.status !== 401) ports.cache.accepted();
  return response;
};

const waitForToken = (exchange: Exchange, token: Promise<AccessToken>): Promise<AccessToken> =>
  within(token, {
    timeoutMs: exchange.leftMs(),
    onTimeout: tokenTooLate,
    signal: exchange.request.signal,
    onAbort: () => gatewayError(exchange.url, 'aborted'),
  });

/** The best token now: an invocation may outlive the one that it began with. */
const holdToken = async (exchange: Exchange, invocation: Invocation): Promise<Held> => {
  const cached = exchange.ports.cache.peek();
  if (cached === invocation.token) return invocation;
  if (cached !== undefined) return { token: cached, cacheHit: true };
  const token = await waitForToken(exchange, exchange.ports.cache.get());
  return { token, cacheHit: false };
};

const replay = async (exchange: Exchange, refused: AccessToken): Promise<AuthorizedResponse> => {
  const { cache, observer } = exchange.ports;
  const token = await waitForToken(exchange, cache.replace(refused));
  observer.emit({ type: 'replayed' });
  const response = await attempt(exchange, token);
  if (response.status !== 401) return { ...response, cacheHit: false, replayed: true };
  const error = new AuthError('GATEWAY_UNAUTHORIZED', exchange.url.host, { status: 401 });
  cache.refusedAgain(error);
  throw error;
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
  const exchange = startExchange(request, invocation, ports);
  const { token, cacheHit } = await holdToken(exchange, invocation);
  const response = await attempt(exchange, token);
  if (response.status === 401) return replay(exchange, token);
  return { ...response, cacheHit, replayed: false };
};
