import type { Parameters } from '../http/form-parameters.ts';
import { OAuthError } from '../http/oauth-error.ts';
import type { AppClient, UserPools } from '../pool/user-pools.ts';

export type ClientCredentials = {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
};

/**
 * RFC 6749 2.3.1 form-encodes the parts of HTTP Basic credentials. Cognito was seen to compare them as they are:
 * https://github.com/ramosbugs/oauth2-rs/issues/64. Only credentials that both readings take alike are accepted.
 */
const refuseAmbiguity = (decoded: string): void => {
  if (!/[+%]/.test(decoded)) return;
  throw new OAuthError(
    'invalid_client',
    'the Basic credentials contain + or %, which Cognito may read in two ways; send them in the form (client_secret_post)',
  );
};

const parseBasic = (authorization: string): ClientCredentials => {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization) ?? [];
  if (encoded === undefined) {
    throw new OAuthError(
      'invalid_client',
      'the Authorization header contains no Basic credentials',
    );
  }
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) throw new OAuthError('invalid_request', 'the Basic credentials contain no colon');
  refuseAmbiguity(decoded);
  return { clientId: decoded.slice(0, colon), clientSecret: decoded.slice(colon + 1) };
};

/**
 * Reads client id and client secret from the Authorization header or the form. Refuses a request that uses
 * both (RFC 6749 2.3). Throws `OAuthError`.
 */
export const readClientCredentials = (
  authorization: string | undefined,
  form: Parameters,
): ClientCredentials => {
  const formId = form.get('client_id');
  const formSecret = form.get('client_secret');
  if (authorization === undefined) {
    if (formId === undefined) throw new OAuthError('invalid_request', 'client_id is missing');
    return { clientId: formId, clientSecret: formSecret };
  }
  const credentials = parseBasic(authorization);
  if (formSecret !== undefined || (formId !== undefined && formId !== credentials.clientId)) {
    throw new OAuthError(
      'invalid_request',
      'the client authenticates both in the header and in the form',
    );
  }
  return credentials;
};

/** Returns the app client that the credentials belong to. Throws `OAuthError` `invalid_client`. */
export const authenticateClient = (
  pools: UserPools,
  { clientId, clientSecret }: ClientCredentials,
): AppClient => {
  const client = pools.findClient(clientId);
  if (client === undefined) throw new OAuthError('invalid_client', 'no app client has this id');
  const isPublic = client.liveSecrets.list().length === 0;
  if (isPublic && clientSecret === undefined) return client;
  if (clientSecret === undefined) {
    throw new OAuthError('invalid_client', 'the client has a secret, but sent none');
  }
  if (!client.liveSecrets.matches(clientSecret)) {
    throw new OAuthError('invalid_client', 'the secret is not an active secret of the client');
  }
  return client;
};
