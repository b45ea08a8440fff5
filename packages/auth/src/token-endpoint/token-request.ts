import type { ClientCredentials } from '../credentials/credentials-source.ts';
import type { HttpRequest } from '../http/http-send.ts';
import { traceHeader } from '../http/trace-header.ts';

/** HTTP Basic credentials. Both parts are form-encoded first, RFC 6749 section 2.3.1. */
export const basicAuthorization = ({ clientId, clientSecret }: ClientCredentials): string => {
  const form = new URLSearchParams([[clientId, clientSecret]]);
  // Encoding leaves only one `=`, between the client id and the secret.
  return `Basic ${btoa(`${form}`.replace('=', ':'))}`;
};

export type TokenRequestSettings = {
  readonly tokenEndpoint: string;
  readonly scopes: readonly string[] | null;
  readonly tokenTimeoutMs: number;
};

/** The client-credentials request of RFC 6749 section 4.4.2. */
export const tokenRequest = (
  credentials: ClientCredentials,
  { tokenEndpoint, scopes, tokenTimeoutMs }: TokenRequestSettings,
): HttpRequest => {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scopes && { scope: scopes.join(' ') }),
  });
  return {
    method: 'POST',
    url: new URL(tokenEndpoint),
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: basicAuthorization(credentials),
      'content-type': 'application/x-www-form-urlencoded',
      ...traceHeader(),
    },
    body: `${form}`,
    timeoutMs: tokenTimeoutMs,
    maxResponseBytes: 65_536,
  };
};
