import type { Clock } from '@hopwise/auth/clock';
import { type Parameters, parseScopes } from '../http/form-parameters.ts';
import { OAuthError } from '../http/oauth-error.ts';
import type { AppClient } from '../pool/user-pools.ts';
import { issueMachineToken } from '../tokens/tokens.ts';

/** Maximum length of request text in an explanation. */
const maxShownLength = 200;

/** The requested scopes, or by default all scopes of the client. Throws `OAuthError` `invalid_scope`. */
const grantScopes = (client: AppClient, form: Parameters): readonly string[] => {
  const scopes = parseScopes(form.get('scope') ?? client.allowedScopes.join(' '));
  const unknownScopes = scopes.filter((scope) => !client.allowedScopes.includes(scope));
  if (unknownScopes.length > 0 || scopes.length === 0) {
    throw new OAuthError(
      'invalid_scope',
      `scope "${unknownScopes.join(' ').slice(0, maxShownLength)}" is not allowed for the client (${client.allowedScopes.join(', ')})`,
    );
  }
  return scopes;
};

export type MachineTokenResponse = {
  readonly body: {
    readonly access_token: string;
    readonly expires_in: number;
    readonly token_type: 'Bearer';
  };
  readonly scopes: readonly string[];
};

/**
 * Cognito keeps the flows of such a client and refuses to use them. It was seen to answer `invalid_grant`.
 * https://github.com/aws/aws-sdk-js-v3/issues/7158
 */
const refuseWithoutOAuth = (client: AppClient): void => {
  if (client.isOAuthEnabled) return;
  throw new OAuthError(
    'invalid_grant',
    'AllowedOAuthFlowsUserPoolClient of the client is not true, so it cannot use its OAuth flows',
  );
};

/** RFC 6749 4.4. Throws `OAuthError`. */
export const grantClientCredentials = async (
  client: AppClient,
  form: Parameters,
  clock: Clock,
): Promise<MachineTokenResponse> => {
  refuseWithoutOAuth(client);
  if (!client.allowedFlows.includes('client_credentials')) {
    throw new OAuthError(
      'unauthorized_client',
      'the flow client_credentials is not allowed for the client',
    );
  }
  if (client.liveSecrets.list().length === 0) {
    throw new OAuthError('unauthorized_client', 'the client has no secret');
  }
  const scopes = grantScopes(client, form);
  const accessToken = await issueMachineToken(client, scopes, Math.floor(clock.now() / 1000));
  return {
    scopes,
    body: {
      access_token: accessToken,
      expires_in: client.accessTokenValiditySeconds,
      token_type: 'Bearer',
    },
  };
};
