import { type ClientCredentials, readCredentials } from '../credentials/credentials-source.ts';
import type { HttpSend } from '../http/http-send.ts';
import { createNodeHttpSend } from '../http/node-http-send.ts';
import {
  isClock,
  isFunction,
  isMilliseconds,
  isScopeList,
  isSecureUrlText,
  nullOr,
  oneOf,
  optional,
  type Rules,
  readOptions,
} from '../options/option-rules.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { type IssuedToken, requestToken } from './request-token.ts';

export type { IssuedToken } from './request-token.ts';

export type TokenEndpointOptions = {
  /** The user pool domain's `/oauth2/token`. `https:`, or `http:` to loopback. */
  readonly tokenEndpoint: string;
  /** Expected `iss`. `null`: tokens are opaque, and their claims are not checked. */
  readonly issuer: string | null;
  /** Scopes to request and to expect in the token. `null` requests all scopes of the client. */
  readonly scopes: readonly string[] | null;
  /** Expected `token_use`, a Cognito claim. `null` for other issuers. Default `'access'`. */
  readonly tokenUse?: 'access' | null;
  /** Limit for one token request in milliseconds. Default 2,500. */
  readonly tokenTimeoutMs?: number;
  /** Replaces `node:https`. */
  readonly send?: HttpSend;
  readonly clock?: Clock;
};

export type TokenEndpoint = {
  /** Requests one token with these credentials and checks it. Does not cache or retry. Throws `AuthError`. */
  requestToken(credentials: ClientCredentials): Promise<IssuedToken>;
};

const rules: Rules<TokenEndpointOptions> = {
  tokenEndpoint: isSecureUrlText,
  issuer: nullOr(isSecureUrlText),
  scopes: nullOr(isScopeList),
  tokenUse: optional(oneOf('access', null)),
  tokenTimeoutMs: optional(isMilliseconds),
  send: optional(isFunction),
  clock: optional(isClock),
};

/**
 * A client for one token endpoint, for code that needs a single token without the middleware's cache, such as
 * a test of new credentials. Throws `OPTIONS_INVALID` for wrong or unknown options.
 */
export const createTokenEndpoint = (options: TokenEndpointOptions): TokenEndpoint => {
  const checked = readOptions('createTokenEndpoint', options, rules);
  const { tokenEndpoint, issuer, scopes, tokenUse = 'access', tokenTimeoutMs = 2_500 } = checked;
  const { clock = systemClock, send = createNodeHttpSend(clock) } = checked;
  const settings = { tokenEndpoint, issuer, scopes, tokenUse, tokenTimeoutMs, send, clock };
  return {
    requestToken: async (credentials) =>
      requestToken(readCredentials(credentials, 'the parameter of requestToken()'), settings),
  };
};
