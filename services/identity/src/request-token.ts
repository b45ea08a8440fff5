import { createTokenEndpoint } from '@hopwise/auth/token-endpoint';
import type { Config } from './config.ts';
import type { SecretValue } from './secret-value.ts';

/** Requests and checks a token in the same way as the gateway's callers. */
export const createRequestToken = ({
  tokenUrl,
  issuer,
  scope,
  tokenTimeoutMs,
}: Pick<Config, 'tokenUrl' | 'issuer' | 'scope' | 'tokenTimeoutMs'>) => {
  const { requestToken } = createTokenEndpoint({
    tokenEndpoint: tokenUrl,
    issuer,
    scopes: [scope],
    tokenTimeoutMs,
  });
  return async (credentials: SecretValue): Promise<void> => {
    await requestToken(credentials);
  };
};
