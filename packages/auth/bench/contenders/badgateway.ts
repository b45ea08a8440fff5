import { OAuth2Client, OAuth2Fetch } from '@badgateway/oauth2-client';
import type { Contender } from '../contender.ts';

export const badgateway: Contender = {
  name: '@badgateway/oauth2-client',
  caches: true,
  renewsAfterSeconds: 3_601,
  create({ client, gatewayUrl, origin }) {
    const oauth2 = new OAuth2Client({ server: origin, tokenEndpoint: '/oauth2/token', ...client });
    const wrapper = new OAuth2Fetch({
      client: oauth2,
      getNewToken: () => oauth2.clientCredentials({ scope: ['gateway/invoke'] }),
    });
    return {
      token: () => wrapper.getAccessToken(),
      call: async () => (await wrapper.fetch(gatewayUrl, { method: 'POST', body: '{}' })).text(),
      kept: wrapper,
    };
  },
};
