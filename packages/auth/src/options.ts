import { type Clock, systemClock } from './clock.ts';
import type { CredentialsSource } from './credentials-source.ts';
import { AuthError } from './errors.ts';
import type { HttpSend } from './http-send.ts';
import type { AuthEvent, AuthLogger } from './observer.ts';
import {
  checkOptions,
  hasMethods,
  isBoolean,
  isFunction,
  isIntegerWithin,
  isMilliseconds,
  isSecureUrlText,
  nullOr,
  oneOf,
  optional,
  type Rules,
} from './option-rules.ts';
import type { SharedTokens } from './token-store.ts';

export type AccessTokenOptions = {
  /** Where the client credentials live; `secretsManager({ secretId })` is the usual one. */
  readonly credentials: CredentialsSource;
  /** The user pool domain's `/oauth2/token`. `https:`; `http:` for loopback alone. */
  readonly tokenEndpoint: string;
  /** The `iss` that the gateway expects; `null` sends tokens unchecked (an issuer whose tokens are opaque). */
  readonly issuer: string | null;
  /** Asked for and expected in the token; `null` asks for all scopes of the client. */
  readonly scopes: readonly string[] | null;
  readonly gateway: { readonly url: string; readonly authorizer: 'CUSTOM_JWT' };
  /** Expected `token_use`, a claim of Cognito's; `null` for other issuers. Default `'access'`. */
  readonly tokenUse?: 'access' | null;
  /** Fetch the first token while Lambda initialises the environment. Default `true`; without effect elsewhere. */
  readonly prefetch?: boolean;
  /** Shares of a token's life between which its renewal begins. Default `[0.75, 0.85]`. */
  readonly renewBetween?: readonly [number, number];
  /** A token with less life left is not handed out; at most a fifth of its life. Default 60,000. */
  readonly minRemainingMs?: number;
  /** Default 3,000. */
  readonly secretTimeoutMs?: number;
  /** Default 2,500. */
  readonly tokenTimeoutMs?: number;
  /** For one `request`, replay included, where it sets no `timeoutMs`. Default 60,000. */
  readonly gatewayTimeoutMs?: number;
  /** Kept free at the end of the invocation. Default 250. */
  readonly marginMs?: number;
  /** Longest answer of the gateway. Default 7,000,000. */
  readonly maxResponseBytes?: number;
  /** Shares tokens between execution environments: `sharedTokens({ store })`. Default: none. */
  readonly tokenStore?: SharedTokens;
  readonly logger?: AuthLogger;
  readonly onEvent?: (event: AuthEvent) => void;
  readonly clock?: Clock;
  /** At least 0 and below 1; spreads renewals and cool-downs. Default `Math.random`. */
  readonly random?: () => number;
  /** Replaces `node:https`. */
  readonly send?: HttpSend;
};

const defaults = {
  tokenUse: 'access',
  prefetch: true,
  renewBetween: [0.75, 0.85],
  minRemainingMs: 60_000,
  secretTimeoutMs: 3_000,
  tokenTimeoutMs: 2_500,
  gatewayTimeoutMs: 60_000,
  marginMs: 250,
  maxResponseBytes: 7_000_000,
  clock: systemClock,
  random: Math.random,
} as const satisfies Partial<AccessTokenOptions>;

export type Settings = AccessTokenOptions &
  Required<Pick<AccessTokenOptions, keyof typeof defaults>>;

/** RFC 6749 section 3.3. */
const scope = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

const isScopes = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((entry) => typeof entry === 'string' && scope.test(entry));

const isWindow = (value: unknown): boolean => {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isFinite)) return false;
  const [from, to] = value;
  return from > 0 && from <= to && to < 1;
};

const rules: Rules<AccessTokenOptions> = {
  credentials: hasMethods('read'),
  tokenEndpoint: isSecureUrlText,
  issuer: nullOr(isSecureUrlText),
  scopes: nullOr([isScopes, 'a list of scopes']),
  gateway: { url: isSecureUrlText, authorizer: oneOf('CUSTOM_JWT') },
  tokenUse: optional(oneOf('access', null)),
  prefetch: optional(isBoolean),
  renewBetween: optional([isWindow, 'two shares of a life, ascending, between 0 and 1']),
  minRemainingMs: optional(isMilliseconds),
  secretTimeoutMs: optional(isMilliseconds),
  tokenTimeoutMs: optional(isMilliseconds),
  gatewayTimeoutMs: optional(isMilliseconds),
  marginMs: optional(isIntegerWithin(0, 60_000)),
  maxResponseBytes: optional(isIntegerWithin(1, 100_000_000)),
  tokenStore: optional([hasMethods('around')[0], 'made by sharedTokens()']),
  logger: optional(hasMethods('info', 'warn')),
  onEvent: optional(isFunction),
  clock: optional(hasMethods('now')),
  random: optional(isFunction),
  send: optional(isFunction),
};

const refuseOtherAuthorizers = (options: AccessTokenOptions): void => {
  const authorizer: unknown = options?.gateway?.authorizer;
  if (authorizer !== 'AWS_IAM' && authorizer !== 'NONE') return;
  throw new AuthError(
    'MIXED_CREDENTIALS',
    `a gateway with authorizer ${authorizer} takes no token (AWS_IAM: see awsIamGateway)`,
  );
};

/**
 * Checks the options once, at cold start. Throws `OPTIONS_INVALID` with the names of what is wrong, never
 * a value, and `MIXED_CREDENTIALS` for a gateway that takes no token.
 */
export const parseOptions = (options: AccessTokenOptions): Settings => {
  refuseOtherAuthorizers(options);
  checkOptions('accessToken', options, rules);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...(Object.fromEntries(given) as AccessTokenOptions) };
};
