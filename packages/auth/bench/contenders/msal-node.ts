import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import type { Contender } from '../contender.ts';

const authority = 'https://login.example.com/tenant';

const metadata = JSON.stringify({
  issuer: authority,
  authorization_endpoint: `${authority}/authorize`,
  token_endpoint: `${authority}/token`,
  jwks_uri: `${authority}/keys`,
});

/** The library accepts only `https:` URLs. This network client sends its requests to the test endpoint. */
const networkTo = (tokenEndpoint: string): INetworkModule => ({
  async sendPostRequestAsync<Body>(
    _url: string,
    options?: { readonly headers?: Record<string, string>; readonly body?: string },
  ) {
    const response = await fetch(tokenEndpoint, {
      method: 'POST',
      headers: options?.headers ?? {},
      body: options?.body ?? null,
    });
    const body = (await response.json()) as Body;
    return { headers: Object.fromEntries(response.headers), body, status: response.status };
  },
  sendGetRequestAsync: () =>
    Promise.reject(new Error('The library must not send discovery requests.')),
});

export const msalNode: Contender = {
  name: '@azure/msal-node',
  caches: true,
  renewsAfterSeconds: 3_301,
  create({ client, tokenEndpoint }) {
    const application = new ConfidentialClientApplication({
      auth: {
        ...client,
        authority,
        knownAuthorities: ['login.example.com'],
        authorityMetadata: metadata,
      },
      system: { networkClient: networkTo(tokenEndpoint) },
    });
    return {
      async token() {
        const scopes = ['gateway/.default'];
        const result = await application.acquireTokenByClientCredential({ scopes });
        if (result === null) throw new Error('No token.');
        return result.accessToken;
      },
      kept: application,
    };
  },
};
