import type { AccessToken, FetchedToken } from './access-token.ts';
import { checkClaims } from './claims.ts';
import type { Clock } from './clock.ts';
import type { ClientCredentials } from './credentials-source.ts';
import type { CredentialsStore } from './credentials-store.ts';
import { AuthError, failureCause } from './errors.ts';
import { type HttpResponse, type HttpSend, HttpSendError } from './http-send.ts';
import type { Observer, TokenRequestReason } from './observer.ts';
import type { SharedTokens } from './shared-tokens.ts';
import { type TokenRequestSettings, tokenRequest } from './token-request.ts';
import { longestLifeMs, parseTokenResponse } from './token-response.ts';

export type TokenFetcherOptions = {
  readonly credentials: CredentialsStore;
  readonly settings: TokenRequestSettings & {
    readonly issuer: string | null;
    readonly tokenUse: 'access' | null;
  };
  readonly send: HttpSend;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly shared: SharedTokens | undefined;
};

/** Why a token is fetched, and the one that it is to replace, if there is one. */
export type Errand = {
  readonly reason: TokenRequestReason;
  readonly predecessor: AccessToken | undefined;
  /** Throws where the cache has given the errand up, so that no second token request goes out beside its own. */
  readonly ensureWanted: () => void;
};

const transportError = (error: unknown, { tokenEndpoint }: TokenRequestSettings): AuthError => {
  const failure = error instanceof HttpSendError ? error.failure : 'unreachable';
  const { host } = new URL(tokenEndpoint);
  if (failure === 'timeout') {
    return new AuthError(
      'TOKEN_ENDPOINT_TIMEOUT',
      `The token endpoint ${host} did not answer in time.`,
    );
  }
  if (failure === 'too_large') {
    return new AuthError(
      'TOKEN_RESPONSE_MALFORMED',
      "The token endpoint's answer is malformed: the body must be shorter.",
    );
  }
  const cause = failureCause(error instanceof HttpSendError ? error.cause : error);
  return new AuthError('TOKEN_ENDPOINT_UNREACHABLE', `The token endpoint ${host} is unreachable.`, {
    cause,
  });
};

const expiryOf = (
  now: number,
  expiresInSeconds: number | undefined,
  claimed: number | undefined,
): number => {
  if (expiresInSeconds === undefined && claimed === undefined) {
    throw new AuthError(
      'TOKEN_RESPONSE_MALFORMED',
      "The token endpoint's answer is malformed: expires_in must be present for an opaque token.",
    );
  }
  const granted = now + (expiresInSeconds === undefined ? longestLifeMs : expiresInSeconds * 1_000);
  return Math.min(granted, claimed ?? granted);
};

const requestToken = async (
  client: ClientCredentials,
  { reason, ensureWanted }: Errand,
  { settings, send, clock, observer, shared }: TokenFetcherOptions,
): Promise<FetchedToken> => {
  ensureWanted();
  const requestedAt = clock.now();
  observer.emit({ type: 'token_requested', reason });
  let response: HttpResponse;
  try {
    response = await send(tokenRequest(client, settings));
  } catch (error) {
    throw transportError(error, settings);
  }
  const now = clock.now();
  const grant = parseTokenResponse(response, now);
  const expected = { ...settings, clientId: client.clientId };
  const claimed = checkClaims(grant.accessToken, expected, now);
  const expiresAt = expiryOf(requestedAt, grant.expiresInSeconds, claimed);
  const fetched = { value: grant.accessToken, requestedAt, expiresAt, source: 'issuer' as const };
  shared?.offer(client, fetched);
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
    const client = await options.credentials.get();
    const stored = await options.shared?.find(client, errand.predecessor);
    if (stored !== undefined) return stored;
    try {
      return await requestToken(client, errand, options);
    } catch (error) {
      if (!refusesClient(error)) throw error;
      errand.ensureWanted();
      const changed = await options.credentials.replace(client);
      if (changed === undefined) throw error;
      return requestToken(changed, errand, options);
    }
  };
