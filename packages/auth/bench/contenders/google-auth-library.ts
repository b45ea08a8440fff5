import { OAuth2Client } from 'google-auth-library';
import type { Contender } from '../contender.ts';
import type { Endpoint } from '../endpoint.ts';

type Grant = { readonly access_token: string; readonly expires_in: number };

/** The library's cache calls a handler to request the token. This is a typical one. */
const requestToken = async ({ client, tokenEndpoint }: Endpoint): Promise<Grant> => {
  const pair = `${client.clientId}:${client.clientSecret}`;
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'gateway/invoke' }),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as Grant;
};

export const googleAuthLibrary: Contender = {
  name: 'google-auth-library (cache)',
  caches: true,
  renewsAfterSeconds: 3_301,
  create(endpoint) {
    const oauth2 = new OAuth2Client();
    oauth2.refreshHandler = async () => {
      const { access_token, expires_in } = await requestToken(endpoint);
      return { access_token, expiry_date: Date.now() + expires_in * 1_000 };
    };
    return {
      async token() {
        const { token } = await oauth2.getAccessToken();
        if (typeof token === 'string') return token;
        throw new Error('No token.');
      },
      kept: oauth2,
    };
  },
};
