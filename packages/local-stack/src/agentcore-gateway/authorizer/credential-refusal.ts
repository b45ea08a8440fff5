import type { JwtConfiguration } from '../deployed-gateway.ts';
import { type GatewayResponse, rpcCode, rpcRefusal } from '../gateway-response.ts';
import type { AuthorizerVerdict } from './jwt-authorizer.ts';

/** Path of the metadata that names the gateway's token issuers. RFC 9728. */
export const protectedResourcePath = '/.well-known/oauth-protected-resource';

/** A gateway with a JWT authorizer. */
export type JwtGateway = { readonly url: string; readonly authorizer: JwtConfiguration };

/** OAuth 2.0 Protected Resource Metadata. */
export const protectedResourceMetadata = ({ authorizer, url }: JwtGateway) => {
  const issuer = authorizer.discoveryUrl.replace(/\/\.well-known\/openid-configuration$/, '');
  return {
    authorization_servers: [issuer],
    resource: url,
    ...(authorizer.allowedScopes && { scopes_supported: authorizer.allowedScopes }),
  };
};

/** The response to a refused credential: 401, or 403 if only the scope is missing. RFC 6750, section 3. */
export const credentialRefusal = (
  { outcome }: AuthorizerVerdict,
  gateway: JwtGateway,
): GatewayResponse => {
  if (outcome === 'unavailable') {
    return rpcRefusal(500, { code: rpcCode.internalError, message: 'Internal error' });
  }
  const { status, message, error } = refusals[outcome === 'allowed' ? 'invalid' : outcome];
  const { allowedScopes } = gateway.authorizer;
  const challenge = [
    ...(error === undefined ? [] : [`error="${error}"`]),
    ...(allowedScopes === undefined ? [] : [`scope="${allowedScopes.join(' ')}"`]),
    `resource_metadata="${new URL(protectedResourcePath, gateway.url).href}"`,
  ];
  return {
    ...rpcRefusal(status, { code: rpcCode.unauthorized, message }),
    headers: { 'www-authenticate': `Bearer ${challenge.join(', ')}` },
  };
};

const refusals = {
  missing: { status: 401, message: 'Missing Bearer token', error: undefined },
  invalid: { status: 401, message: 'Invalid Bearer token', error: 'invalid_token' },
  insufficient_scope: { status: 403, message: 'Insufficient scope', error: 'insufficient_scope' },
} as const;
