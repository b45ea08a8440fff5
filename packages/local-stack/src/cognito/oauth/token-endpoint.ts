import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@hopwise/auth/clock';
import { BodyTooLargeError, readBody } from '../../http/read-body.ts';
import { isForm, type Parameters, parseParameters } from '../http/form-parameters.ts';
import { OAuthError } from '../http/oauth-error.ts';
import { refuseBody, sendJson } from '../http/respond.ts';
import type { UserPools } from '../pool/user-pools.ts';
import { authenticateClient, readClientCredentials } from './client-authentication.ts';
import { grantAuthorizationCode, grantRefreshToken } from './grant-user-tokens.ts';
import { answerMachineTokenRequest, type MachineTokenContext } from './machine-token-request.ts';

const maxBodyBytes = 16 * 1024;

const grantToUser = (
  pools: UserPools,
  { authorization, form }: TokenRequest,
  clock: Clock,
): Promise<unknown> => {
  const grantType = form.get('grant_type');
  if (grantType === undefined) throw new OAuthError('invalid_request', 'grant_type is missing');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
    throw new OAuthError('unsupported_grant_type', 'grant_type is unknown');
  }
  const client = authenticateClient(pools, readClientCredentials(authorization, form));
  return grantType === 'refresh_token'
    ? grantRefreshToken(client, form, clock)
    : grantAuthorizationCode(client, form, clock);
};

export type TokenRequest = {
  readonly authorization: string | undefined;
  readonly traceHeader: string | undefined;
  readonly form: Parameters;
};

const headerOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

/** The first value of each parameter, to identify the client of a request with repeated parameters. */
const firstParameters = (body: string): Parameters =>
  new Map([...new URLSearchParams(body)].reverse());

const answer = async (body: string, request: IncomingMessage, context: TokenEndpointContext) => {
  const form = parseParameters(body);
  const tokenRequest: TokenRequest = {
    authorization: request.headers.authorization,
    traceHeader: headerOf(request.headers['x-amzn-trace-id']),
    form: form ?? firstParameters(body),
  };
  const repeats = form === undefined;
  if (tokenRequest.form.get('grant_type') === 'client_credentials') {
    return answerMachineTokenRequest({ ...tokenRequest, repeats, arrived: request }, context);
  }
  if (repeats) throw new OAuthError('invalid_request', 'a parameter is repeated');
  return grantToUser(context.pools, tokenRequest, context.clock);
};

export type TokenEndpointContext = MachineTokenContext;

/** `/oauth2/token`. It refuses a grant with HTTP 400 and only the error code, as Cognito does. */
export const handleTokenRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  context: TokenEndpointContext,
): Promise<void> => {
  if (!isForm(request.headers['content-type'])) return refuseBody(response, 415);
  try {
    const body = (await readBody(request, maxBodyBytes)).toString('utf8');
    sendJson(response, 200, { body: await answer(body, request, context) });
  } catch (error) {
    if (error instanceof OAuthError) {
      sendJson(response, 400, { body: { error: error.code } });
    } else if (error instanceof BodyTooLargeError) {
      refuseBody(response, 413);
    } else {
      throw error;
    }
  }
};
