import { checkClaims } from '@hopwise/auth/claims';
import { createNodeHttpSend } from '@hopwise/auth/node-http-send';
import { tokenRequest } from '@hopwise/auth/token-request';
import { parseTokenResponse } from '@hopwise/auth/token-response';
import type { ClientSecret } from './client-secret.ts';
import type { Config } from './config.ts';

const tokenTimeoutMs = 5_000;

/** Gets and checks a token with the very code with which the callers of the gateway get theirs. */
export const createRequestToken = ({
  tokenUrl,
  issuer,
  scope,
}: Pick<Config, 'tokenUrl' | 'issuer' | 'scope'>) => {
  const send = createNodeHttpSend();
  const scopes = [scope];
  return async (credentials: ClientSecret): Promise<void> => {
    const response = await send(
      tokenRequest(credentials, { tokenEndpoint: tokenUrl, scopes, tokenTimeoutMs }),
    );
    const now = Date.now();
    const { accessToken } = parseTokenResponse(response, now);
    const { clientId } = credentials;
    checkClaims(accessToken, { issuer, clientId, scopes, tokenUse: 'access' }, now);
  };
};
