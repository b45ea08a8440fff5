/** Misuses that must not compile: each line below an expected error is one. */

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

  // @ts-expect-error: a check is switched off by null, not by leaving it out
  accessToken(withoutIssuer);
  // @ts-expect-error: the same
  accessToken(withoutScopes);
  // @ts-expect-error: undefined is no null
  accessToken({ ...right, issuer: undefined });
  // @ts-expect-error: undefined is no null
  accessToken({ ...right, scopes: undefined });
  // @ts-expect-error: undefined is no null
  accessToken({ ...right, tokenUse: undefined });
  // @ts-expect-error: false is no null
  accessToken({ ...right, issuer: false });
  // @ts-expect-error: a token is for one gateway
  accessToken(withoutGateway);
  // @ts-expect-error: nothing is discovered
  accessToken(withoutTokenEndpoint);
  // @ts-expect-error: the environment holds no credentials
  accessToken(withoutCredentials);
  // @ts-expect-error: the secret itself is no source
  accessToken({ ...right, credentials: { clientId: 'a', clientSecret: 'b' } });
  // @ts-expect-error: scopes are a list
  accessToken({ ...right, scopes: 'gateway/invoke' });
  // @ts-expect-error: an id token opens no gateway
  accessToken({ ...right, tokenUse: 'id' });
  // @ts-expect-error: the authorizer is told, never guessed
  accessToken({ ...right, gateway: { url } });
  // @ts-expect-error: such a gateway takes no token
  accessToken({ ...right, gateway: { url, authorizer: 'AWS_IAM' } });
  // @ts-expect-error: unknown option
  accessToken({ ...right, scope: ['gateway/invoke'] });
  // @ts-expect-error: the unit is in the name
  accessToken({ ...right, tokenTimeout: 2_500 });
  // @ts-expect-error: milliseconds are a number
  accessToken({ ...right, tokenTimeoutMs: '2500' });
  // @ts-expect-error: a window has two ends
  accessToken({ ...right, renewBetween: [0.8] });
  // @ts-expect-error: a store can put too
  sharedTokens({ store: { get: async () => undefined } });
  // @ts-expect-error: a store is not the tier that `sharedTokens` makes of it
  accessToken({ ...right, tokenStore: { get: async () => undefined, put: async () => undefined } });

  // @ts-expect-error: a secret has a name
  secretsManager({});
  // @ts-expect-error: unknown option
  secretsManager({ secretId: 'a', secret: 'b' });

  // @ts-expect-error: such a gateway takes no signature
  awsIamGateway({ gateway: { url, authorizer: 'CUSTOM_JWT' }, signer: { sign: async (r) => r } });
  // @ts-expect-error: nothing is sent unsigned
  awsIamGateway({ gateway: { url, authorizer: 'AWS_IAM' } });
  // @ts-expect-error: a gateway without an authorizer guards nothing
  checkCredentials({ url }, { url, authorizer: 'NONE' });
};

export const misusesInHandlers = (auth: GatewayAuth, signed: SignedGateway): void => {
  // @ts-expect-error: a token is not replaced by hand
  auth.accessToken = 'mine';
  // @ts-expect-error: a request has a method
  auth.request({ url });
  // @ts-expect-error: a body is text
  auth.request({ method: 'POST', url, body: { question: 1 } });
  // @ts-expect-error: a signed gateway has no token
  signed.accessToken;
};

export const misusesOfStores = (store: TokenStore, signal: AbortSignal): void => {
  // @ts-expect-error: a token is stored with its moments
  store.put('key', { accessToken: 'a' }, signal);
  // @ts-expect-error: nothing is stored without expiry
  const stored: StoredToken = { accessToken: 'a', requestedAt: 0 };
  void stored;
};
