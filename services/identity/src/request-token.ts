import { createTokenEndpoint } from '@hopwise/auth/token-endpoint';
import type { ClientSecret } from './client-secret.ts';
import type { Config } from './config.ts';

/** Requests and checks a token in the same way as the gateway's callers. */
export const createRequestToken = ({
  tokenUrl,
  issuer,
  scope,
}: Pick<Config, 'tokenUrl' | 'issuer' | 'scope'>) => {
  const { requestToken } = createTokenEndpoint({
    tokenEndpoint: tokenUrl,
    issuer,
    scopes: [scope],
    tokenTimeoutMs: 5_000,
  });
  return async (credentials: ClientSecret): Promise<void> => {
    await requestToken(credentials);
  };
};
