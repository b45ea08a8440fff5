import * as oidc from 'openid-client';
import type { Contender } from '../contender.ts';

export const openidClient: Contender = {
  name: 'openid-client',
  caches: false,
  renewsAfterSeconds: undefined,
  create({ client, origin, tokenEndpoint }) {
    const server = { issuer: origin, token_endpoint: tokenEndpoint };
    const config = new oidc.Configuration(server, client.clientId, client.clientSecret);
    oidc.allowInsecureRequests(config);
    return {
      token: async () =>
        (await oidc.clientCredentialsGrant(config, { scope: 'gateway/invoke' })).access_token,
      kept: config,
    };
  },
};
