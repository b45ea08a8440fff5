import { checkClaims } from './claims.ts';
import type { Clock } from './clock.ts';
import type { ClientCredentials } from './credentials-source.ts';
import type { CredentialsStore } from './credentials-store.ts';
import { AuthError } from './errors.ts';
import { exchangeOver } from './http-exchange.ts';
import type { HttpSend } from './http-send.ts';
import type { Observer } from './observer.ts';
import type { Errand, FetchToken } from './token-flights.ts';
import { type TokenRequestSettings, tokenRequest } from './token-request.ts';
import { demand, parseTokenResponse } from './token-response.ts';

export type TokenFetcherOptions = TokenRequestSettings & {
  readonly issuer: string | null;
  readonly tokenUse: 'access' | null;
  readonly credentials: CredentialsStore;
  readonly send: HttpSend;
  readonly clock: Clock;
  readonly observer: Observer;
};

const refusesClient = (error: unknown): boolean =>
  error instanceof AuthError && error.oauthError === 'invalid_client';

/**
 * Makes the function that gets one checked token from the token endpoint. Credentials that the issuer
 * refuses are read anew, and where they have changed, the token is asked for once more.
 */
export const createTokenFetcher = (options: TokenFetcherOptions): FetchToken => {
  const { credentials, send, clock, observer } = options;

  const requestToken = async (client: ClientCredentials, { reason, ensureWanted }: Errand) => {
    ensureWanted();
    const requestedAt = clock.now();
    observer.emit({ type: 'token_requested', reason });
    const request = tokenRequest(client, options);
    const response = await exchangeOver(send, request, (failure, details) => {
      demand(failure !== 'too_large', 'the body', 'shorter');
      const code = failure === 'timeout' ? 'TOKEN_ENDPOINT_TIMEOUT' : 'TOKEN_ENDPOINT_UNREACHABLE';
      return new AuthError(code, request.url.host, details);
    });
    const now = clock.now();
    const { accessToken: value, lifeMs } = parseTokenResponse(response, now);
    const claimedUntil = checkClaims(value, { ...options, clientId: client.clientId }, now);
    const expiresAt = Math.min(requestedAt + lifeMs, claimedUntil);
    demand(Number.isFinite(expiresAt), 'expires_in', 'present for an opaque token');
    return { value, requestedAt, expiresAt, source: 'issuer' as const };
  };

  return async (errand) => {
    const client = await credentials.get();
    try {
      return await requestToken(client, errand);
    } catch (error) {
      if (!refusesClient(error)) throw error;
      errand.ensureWanted();
      const changed = await credentials.replace(client);
      if (!changed) throw error;
      return requestToken(changed, errand);
    }
  };
};
