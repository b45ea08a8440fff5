import type { ClientCredentials } from './credentials-source.ts';
import type { HttpRequest } from './http-send.ts';
import { isText } from './is-text.ts';

/** HTTP Basic with both halves form-encoded first, RFC 6749 section 2.3.1. */
export const basicAuthorization = ({ clientId, clientSecret }: ClientCredentials): string => {
  // The first `=` is the one between the halves: encoding leaves none inside them.
  const halves = `${new URLSearchParams([[clientId, clientSecret]])}`.replace('=', ':');
  return `Basic ${btoa(halves)}`;
};

export type TokenRequestSettings = {
  readonly tokenEndpoint: string;
  readonly scopes: readonly string[] | null;
  readonly tokenTimeoutMs: number;
};

const traceHeader = (): Record<string, string> => {
  // Set by Lambda for each invocation; it joins the issuer's logs to the invocation.
  const traceId = process.env._X_AMZN_TRACE_ID;
  return isText(traceId, /^[\x21-\x7e]{1,512}$/) ? { 'x-amzn-trace-id': traceId } : {};
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
