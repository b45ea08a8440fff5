import type { AccessToken, FetchedToken } from './access-token.ts';
import { checkClaims } from './claims.ts';
import type { ClientCredentials } from './credentials-source.ts';
import type { CredentialsStore } from './credentials-store.ts';
import { AuthError } from './errors.ts';
import { type ErrorOf, exchangeOver } from './http-exchange.ts';
import type { HttpSend } from './http-send.ts';
import type { TokenRequestReason } from './observer.ts';
import { type TokenRequestSettings, tokenRequest } from './token-request.ts';
import { demand, longestLifeSeconds, malformed, parseTokenResponse } from './token-response.ts';
import type { SharedTokens, SharedTokensPorts } from './token-store.ts';

export type TokenFetcherOptions = TokenRequestSettings &
  SharedTokensPorts & {
    readonly credentials: CredentialsStore;
    readonly send: HttpSend;
    readonly tokenStore?: SharedTokens;
  };

/** Why a token is fetched, and the one that it is to replace, if there is one. */
export type Errand = {
  readonly reason: TokenRequestReason;
  readonly predecessor: AccessToken | undefined;
  /** Throws where the cache has given the errand up, so that no second token request goes out beside its own. */
  readonly ensureWanted: () => void;
};

const tokenEndpointError =
  ({ host }: URL): ErrorOf =>
  (failure, details) => {
    if (failure === 'too_large') return malformed('the body', 'shorter');
    const code = failure === 'timeout' ? 'TOKEN_ENDPOINT_TIMEOUT' : 'TOKEN_ENDPOINT_UNREACHABLE';
    return new AuthError(code, host, details);
  };

const requestToken = async (
  client: ClientCredentials,
  { reason, ensureWanted }: Errand,
  options: TokenFetcherOptions,
): Promise<FetchedToken> => {
  const { send, clock, observer, tokenStore } = options;
  ensureWanted();
  const requestedAt = clock.now();
  observer.emit({ type: 'token_requested', reason });
  const request = tokenRequest(client, options);
  const response = await exchangeOver(send, request, tokenEndpointError(request.url));
  const now = clock.now();
  const { accessToken: value, expiresInSeconds } = parseTokenResponse(response, now);
  const claimed = checkClaims(value, { ...options, clientId: client.clientId }, now);
  const isLifeKnown = expiresInSeconds !== undefined || claimed !== undefined;
  demand(isLifeKnown, 'expires_in', 'present for an opaque token');
  const granted = requestedAt + (expiresInSeconds ?? longestLifeSeconds) * 1_000;
  const expiresAt = Math.min(granted, claimed ?? granted);
  const fetched = { value, requestedAt, expiresAt, source: 'issuer' as const };
  tokenStore?.offer(client, fetched, options);
  return fetched;
};

const refusesClient = (error: unknown): boolean =>
  error instanceof AuthError && error.oauthError === 'invalid_client';

/**
 * Makes the function that gets one checked token: out of the shared store if there is one, otherwise from
 * the token endpoint. Credentials that the issuer refuses are read anew, and where they have changed, the
 * token is asked for once more.
 */
export const createTokenFetcher =
  (options: TokenFetcherOptions) =>
  async (errand: Errand): Promise<FetchedToken> => {
    const { credentials, tokenStore } = options;
    const client = await credentials.get();
    const stored = await tokenStore?.find(client, errand.predecessor, options);
    if (stored !== undefined) return stored;
    try {
      return await requestToken(client, errand, options);
    } catch (error) {
      if (!refusesClient(error)) throw error;
      errand.ensureWanted();
      const changed = await credentials.replace(client);
      if (changed === undefined) throw error;
      return requestToken(changed, errand, options);
    }
  };
