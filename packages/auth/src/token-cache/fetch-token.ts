import type { ClientCredentials } from '../credentials/credentials-source.ts';
import type { CredentialsStore } from '../credentials/credentials-store.ts';
import { AuthError } from '../errors/auth-error.ts';
import type { Observer } from '../observability/observer.ts';
import { type RequestTokenSettings, requestToken } from '../token-endpoint/request-token.ts';
import type { FetchedToken } from './access-token.ts';
import type { FetchContext, FetchToken } from './single-flight.ts';

export type TokenFetcherOptions = RequestTokenSettings & {
  readonly credentials: CredentialsStore;
  readonly observer: Observer;
};

const isClientRefused = (error: unknown): boolean =>
  error instanceof AuthError && error.oauthError === 'invalid_client';

/**
 * Creates the function that gets a checked token from the token endpoint. If the issuer refuses the
 * credentials, the function reads them again. If they have changed, it sends a second token request.
 */
export const createTokenFetcher = (options: TokenFetcherOptions): FetchToken => {
  const { credentials, observer } = options;

  const request = async (
    client: ClientCredentials,
    { reason, assertCurrent }: FetchContext,
  ): Promise<FetchedToken> => {
    assertCurrent();
    observer.emit({ type: 'token_requested', reason });
    return { ...(await requestToken(client, options)), source: 'issuer' };
  };

  return async (context) => {
    const client = await credentials.get();
    try {
      return await request(client, context);
    } catch (error) {
      if (!isClientRefused(error)) throw error;
      context.assertCurrent();
      const changed = await credentials.replace(client);
      if (!changed) throw error;
      return request(changed, context);
    }
  };
};
