import { AuthError } from '@hopwise/auth/errors';
import { decodeJwt } from 'jose';
import type { StackFact } from '../../catalogue/fact.ts';
import type { GatewayClient } from '../stack/gateway-clients.ts';
import type { LiveCheck } from '../stack/live-check.ts';
import type { LiveContext } from '../stack/live-context.ts';
import type { TokenProbe } from '../stack/token-probe.ts';
import { compareWithAuthorizer } from './compare-with-authorizer.ts';
import { onEach } from './on-each.ts';

/** Gets a token as each caller of a gateway does, and compares its claims with the gateway's authorizer. */
export const tokenClaims: LiveCheck = {
  name: 'one token request, and the claims of the token against the authorizer',
  hop: 6,
  probe: true,
  run: (context) =>
    onEach(context.stack.topology.gatewayClients, (client) => claimsOf(client, context)),
};

const claimsOf = async (
  client: GatewayClient,
  context: LiveContext,
): Promise<readonly StackFact[]> => {
  const { read } = context;
  const probe = await read.tokenProbe(client);
  try {
    const { accessToken } = await probe.token(context);
    const { iss = '', aud = [], client_id: clientId, scope } = decodeJwt(accessToken);
    const claims = {
      issuer: iss,
      clientId: String(clientId),
      scopes: String(scope).split(' '),
      audience: [aud].flat(),
    };
    return compareWithAuthorizer(claims, await read.gateway(client.gatewayId));
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return [factOf(error, probe)];
  }
};

const factOf = (error: AuthError, { secretId, tokenUrl }: TokenProbe): StackFact => {
  const { code, message, oauthError, status } = error;
  if (status === 404 || status === 405) {
    return { code: 'TOKEN_URL_WRONG', where: tokenUrl, problem: `${message} (status ${status})` };
  }
  switch (code) {
    case 'SECRET_NOT_FOUND':
    case 'SECRET_MALFORMED':
      return { code, where: secretId, problem: message };
    case 'TOKEN_CLAIM_EXP':
      return { code: 'CLOCK_SKEW', where: tokenUrl, problem: message };
    case 'TOKEN_ENDPOINT_UNREACHABLE':
    case 'TOKEN_ENDPOINT_TIMEOUT':
    case 'TOKEN_ENDPOINT_UNAVAILABLE':
    case 'TOKEN_REQUEST_REJECTED': {
      const answer = [oauthError, status && `status ${status}`].filter(Boolean).join(', ');
      return { code, where: tokenUrl, problem: answer ? `${message} (${answer})` : message };
    }
    default:
      return { code: 'TOKEN_UNUSABLE', where: tokenUrl, problem: message };
  }
};
