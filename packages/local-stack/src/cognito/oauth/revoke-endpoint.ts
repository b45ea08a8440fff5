import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeJwt, errors } from 'jose';
import { BodyTooLargeError, readBody } from '../../http/read-body.ts';
import { isForm, parseParameters } from '../http/form-parameters.ts';
import { OAuthError } from '../http/oauth-error.ts';
import { refuseBody, sendEmpty, sendJson } from '../http/respond.ts';
import type { UserPools } from '../pool/user-pools.ts';
import { authenticateClient, readClientCredentials } from './client-authentication.ts';

const maxBodyBytes = 16 * 1024;

/** Access tokens and ID tokens are JWTs. A refresh token is opaque. */
const isJwt = (token: string): boolean => {
  try {
    decodeJwt(token);
    return true;
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return false;
    throw error;
  }
};

/** Revokes a refresh token. An unknown token counts as revoked (RFC 7009). Throws `OAuthError`. */
const revoke = (body: string, authorization: string | undefined, pools: UserPools): void => {
  const form = parseParameters(body);
  if (form === undefined) throw new OAuthError('invalid_request', 'a parameter is repeated');
  const client = authenticateClient(pools, readClientCredentials(authorization, form));
  if (!client.isTokenRevocationEnabled) {
    throw new OAuthError('invalid_request', 'token revocation is not enabled for the client');
  }
  const token = form.get('token');
  if (token === undefined) throw new OAuthError('invalid_request', 'token is missing');
  if (isJwt(token)) {
    throw new OAuthError('unsupported_token_type', 'the token is not a refresh token');
  }
  const { refreshTokens, revokedSessions } = client.pool;
  const grant = refreshTokens.find(token);
  if (grant === undefined) return;
  if (grant.clientId !== client.clientId) {
    throw new OAuthError('unauthorized_client', 'the token was issued to another client');
  }
  refreshTokens.take(token);
  revokedSessions.add(grant.originJti);
};

/**
 * `/oauth2/revoke`: revokes a refresh token and its access tokens, for Cognito's own endpoints. See
 * https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 */
export const handleRevokeRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  { pools }: { readonly pools: UserPools },
): Promise<void> => {
  if (!isForm(request.headers['content-type'])) return refuseBody(response, 415);
  try {
    const body = (await readBody(request, maxBodyBytes)).toString('utf8');
    revoke(body, request.headers.authorization, pools);
    sendEmpty(response);
  } catch (error) {
    if (error instanceof OAuthError) {
      const status = error.code === 'invalid_client' ? 401 : 400;
      sendJson(response, status, { body: { error: error.code } });
    } else if (error instanceof BodyTooLargeError) {
      refuseBody(response, 413);
    } else {
      throw error;
    }
  }
};
