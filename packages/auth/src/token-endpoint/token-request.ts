import type { ClientCredentials } from '../credentials/credentials-source.ts';
import type { HttpRequest } from '../http/http-send.ts';
import { traceHeader } from '../http/trace-header.ts';

const formEncoded = (text: string): string => `${new URLSearchParams([['', text]])}`.slice(1);

/** HTTP Basic credentials, RFC 6749 section 2.3.1. Only for parts that form-encoding does not change. */
export const basicAuthorization = ({ clientId, clientSecret }: ClientCredentials): string =>
  `Basic ${btoa(`${clientId}:${clientSecret}`)}`;

/**
 * RFC 6749 form-encodes the parts of the header, and Cognito was seen to compare them as they are. Credentials for
 * which this matters go into the form, which every server reads alike.
 * https://github.com/ramosbugs/oauth2-rs/issues/64
 */
const belongInForm = ({ clientId, clientSecret }: ClientCredentials): boolean =>
  [clientId, clientSecret].some((part) => formEncoded(part) !== part);

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
  const { clientId, clientSecret } = credentials;
  const inForm = belongInForm(credentials);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(inForm && { client_id: clientId, client_secret: clientSecret }),
    ...(scopes && { scope: scopes.join(' ') }),
  });
  return {
    method: 'POST',
    url: new URL(tokenEndpoint),
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      ...(!inForm && { authorization: basicAuthorization(credentials) }),
      'content-type': 'application/x-www-form-urlencoded',
      ...traceHeader(),
    },
    body: `${form}`,
    timeoutMs: tokenTimeoutMs,
    maxResponseBytes: 65_536,
  };
};
