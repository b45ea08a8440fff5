/** Misuses that must not compile. */

import { secretsManager } from '../src/credentials/secrets-manager.ts';
import { checkCredentials } from '../src/gateway/request-guard.ts';
import type { GatewayAuth } from '../src/gateway/request-types.ts';
import { type AccessTokenOptions, accessToken } from '../src/middleware/access-token-middleware.ts';
import { awsIamGateway, type SignedGateway } from '../src/middleware/aws-iam-gateway.ts';
import { sharedTokens } from '../src/token-store/shared-tokens.ts';
import type { StoredToken, TokenStore } from '../src/token-store/token-store.ts';

declare const right: AccessTokenOptions;
const { issuer: _issuer, ...withoutIssuer } = right;
const { scopes: _scopes, ...withoutScopes } = right;
const { gateway: _gateway, ...withoutGateway } = right;
const { tokenEndpoint: _tokenEndpoint, ...withoutTokenEndpoint } = right;
const { credentials: _credentials, ...withoutCredentials } = right;
const url = 'https://gateway.example/mcp';

export const misuses = (): void => {
  accessToken({ ...right, issuer: null, scopes: null, tokenUse: null });

  // @ts-expect-error: null disables a check; a missing option does not
  accessToken(withoutIssuer);
  // @ts-expect-error: the same
  accessToken(withoutScopes);
  // @ts-expect-error: undefined is not null
  accessToken({ ...right, issuer: undefined });
  // @ts-expect-error: undefined is not null
  accessToken({ ...right, scopes: undefined });
  // @ts-expect-error: undefined is not null
  accessToken({ ...right, tokenUse: undefined });
  // @ts-expect-error: false is not null
  accessToken({ ...right, issuer: false });
  // @ts-expect-error: a gateway is required
  accessToken(withoutGateway);
  // @ts-expect-error: there is no discovery
  accessToken(withoutTokenEndpoint);
  // @ts-expect-error: there are no default credentials
  accessToken(withoutCredentials);
  // @ts-expect-error: credentials must be a source, not the values
  accessToken({ ...right, credentials: { clientId: 'a', clientSecret: 'b' } });
  // @ts-expect-error: scopes are a list
  accessToken({ ...right, scopes: 'gateway/invoke' });
  // @ts-expect-error: a gateway does not accept ID tokens here
  accessToken({ ...right, tokenUse: 'id' });
  // @ts-expect-error: the authorizer has no default
  accessToken({ ...right, gateway: { url } });
  // @ts-expect-error: a gateway with this authorizer accepts no token
  accessToken({ ...right, gateway: { url, authorizer: 'AWS_IAM' } });
  // @ts-expect-error: unknown option
  accessToken({ ...right, scope: ['gateway/invoke'] });
  // @ts-expect-error: the unit is in the name
  accessToken({ ...right, tokenTimeout: 2_500 });
  // @ts-expect-error: milliseconds are a number
  accessToken({ ...right, tokenTimeoutMs: '2500' });
  // @ts-expect-error: a range has two ends
  accessToken({ ...right, renewBetween: [0.8] });
  // @ts-expect-error: a store must have put
  sharedTokens({ store: { get: async () => undefined } });
  // @ts-expect-error: tokenStore must be a result of `sharedTokens`
  accessToken({ ...right, tokenStore: { get: async () => undefined, put: async () => undefined } });

  // @ts-expect-error: a secret must have a name
  secretsManager({});
  // @ts-expect-error: unknown option
  secretsManager({ secretId: 'a', secret: 'b' });

  // @ts-expect-error: a gateway with this authorizer accepts no signature
  awsIamGateway({ gateway: { url, authorizer: 'CUSTOM_JWT' }, signer: { sign: async (r) => r } });
  // @ts-expect-error: a signer is required
  awsIamGateway({ gateway: { url, authorizer: 'AWS_IAM' } });
  // @ts-expect-error: a gateway without an authorizer needs no check
  checkCredentials({ url }, { url, authorizer: 'NONE' });
};

export const misusesInHandlers = (auth: GatewayAuth, signed: SignedGateway): void => {
  // @ts-expect-error: the token is read-only
  auth.accessToken = 'mine';
  // @ts-expect-error: a request must have a method
  auth.request({ url });
  // @ts-expect-error: a body is text
  auth.request({ method: 'POST', url, body: { question: 1 } });
  // @ts-expect-error: a signed gateway has no token
  signed.accessToken;
};

export const misusesOfStores = (store: TokenStore, signal: AbortSignal): void => {
  // @ts-expect-error: a stored token must have its times
  store.put('key', { accessToken: 'a' }, signal);
  // @ts-expect-error: a stored token must have an expiry
  const stored: StoredToken = { accessToken: 'a', requestedAt: 0 };
  void stored;
};
