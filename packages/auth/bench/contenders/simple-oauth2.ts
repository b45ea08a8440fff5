import { type AccessToken, ClientCredentials } from 'simple-oauth2';
import type { Contender } from '../contender.ts';

/** The value in the library's documentation. */
const expirationWindowSeconds = 300;

export const simpleOauth2: Contender = {
  name: 'simple-oauth2',
  caches: true,
  renewsAfterSeconds: 3_301,
  create({ client, origin }) {
    const oauth2 = new ClientCredentials({
      client: { id: client.clientId, secret: client.clientSecret },
      auth: { tokenHost: origin, tokenPath: '/oauth2/token' },
    });
    let current: AccessToken | undefined;
    return {
      async token() {
        if (current === undefined || current.expired(expirationWindowSeconds)) {
          current = await oauth2.getToken({ scope: 'gateway/invoke' });
        }
        return String(current.token.access_token);
      },
      kept: oauth2,
    };
  },
};
