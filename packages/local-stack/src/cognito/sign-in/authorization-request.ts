import { type Parameters, parseParameters, parseScopes } from '../http/form-parameters.ts';
import type { AppClient, UserPools } from '../pool/user-pools.ts';

/** A well-formed request for a code. */
export type AuthorizationRequest = {
  readonly client: AppClient;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly nonce: string | undefined;
};

/**
 * A refused request. The browser is redirected to the client with the error. If the client id or
 * redirection URI is invalid, it gets a page instead (RFC 6749 4.1.2.1).
 */
export type AuthorizationRefusal =
  | { readonly kind: 'page'; readonly message: string }
  | { readonly kind: 'redirect'; readonly location: string };

export const isRefusal = (
  request: AuthorizationRequest | AuthorizationRefusal,
): request is AuthorizationRefusal => 'kind' in request;

/** The redirection URI with the response parameters in its query. */
export const redirectionOf = (
  { redirectUri, state }: Pick<AuthorizationRequest, 'redirectUri' | 'state'>,
  parameters: Readonly<Record<string, string>>,
): string => {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
};

/** An S256 challenge: 32 bytes in base64url (RFC 7636 4.2). */
const s256Challenge = /^[\w-]{43}$/;

/** The OAuth error code of an invalid request. */
const errorOf = (
  client: AppClient,
  parameters: Parameters,
  scopes: readonly string[],
): string | undefined => {
  const responseType = parameters.get('response_type');
  if (responseType === undefined) return 'invalid_request';
  if (responseType !== 'code') return 'unsupported_response_type';
  if (!client.isOAuthEnabled || !client.allowedFlows.includes('code')) return 'unauthorized_client';
  if (scopes.length === 0 || scopes.some((scope) => !client.allowedScopes.includes(scope))) {
    return 'invalid_scope';
  }
  const method = parameters.get('code_challenge_method');
  const challenge = parameters.get('code_challenge');
  if (challenge === undefined) return method === undefined ? undefined : 'invalid_request';
  return method === 'S256' && s256Challenge.test(challenge) ? undefined : 'invalid_request';
};

/** Checks the query of `/oauth2/authorize` and `/login`. */
export const parseAuthorizationRequest = (
  pools: UserPools,
  query: string,
): AuthorizationRequest | AuthorizationRefusal => {
  const parameters = parseParameters(query);
  if (parameters === undefined) return { kind: 'page', message: 'A parameter is repeated.' };
  const client = pools.findClient(parameters.get('client_id') ?? '');
  if (client === undefined) {
    return { kind: 'page', message: 'The app client (client_id) does not exist.' };
  }
  const redirectUri = parameters.get('redirect_uri');
  if (redirectUri === undefined || !client.callbackUrls.includes(redirectUri)) {
    return {
      kind: 'page',
      message: 'The redirection address (redirect_uri) is not a callback URL of the app client.',
    };
  }
  const scopes = parseScopes(parameters.get('scope') ?? client.allowedScopes.join(' '));
  const state = parameters.get('state');
  const error = errorOf(client, parameters, scopes);
  if (error !== undefined) {
    return { kind: 'redirect', location: redirectionOf({ redirectUri, state }, { error }) };
  }
  return {
    client,
    redirectUri,
    scopes,
    state,
    codeChallenge: parameters.get('code_challenge'),
    nonce: parameters.get('nonce'),
  };
};
