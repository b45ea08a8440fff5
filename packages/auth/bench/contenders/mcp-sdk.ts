import { auth } from '@modelcontextprotocol/sdk/client/auth.js';
import { ClientCredentialsProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';
import { withOAuth } from '@modelcontextprotocol/sdk/client/middleware.js';
import type { Contender } from '../contender.ts';

export const mcpSdk: Contender = {
  name: 'MCP SDK, ClientCredentialsProvider',
  caches: true,
  renewsAfterSeconds: undefined,
  create({ client, gatewayUrl, origin }) {
    const provider = new ClientCredentialsProvider({
      ...client,
      scope: 'gateway/invoke',
      expectedIssuer: origin,
    });
    const fetchWithOAuth = withOAuth(provider, gatewayUrl)(fetch);
    return {
      async token() {
        if (provider.tokens() === undefined) await auth(provider, { serverUrl: gatewayUrl });
        const token = provider.tokens()?.access_token;
        if (token === undefined) throw new Error('No token.');
        return token;
      },
      call: async () => (await fetchWithOAuth(gatewayUrl, { method: 'POST', body: '{}' })).text(),
      kept: provider,
    };
  },
};
