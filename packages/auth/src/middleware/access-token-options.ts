import type { CredentialsSource } from '../credentials/credentials-source.ts';
import { AuthError } from '../errors/auth-error.ts';
import type { AuthEvent, AuthLogger } from '../observability/observer.ts';
import { checkedRandom } from '../options/checked-random.ts';
import {
  copyList,
  hasMethods,
  isBoolean,
  isClock,
  isFunction,
  isIntegerWithin,
  isMilliseconds,
  isPlainObject,
  isScopeList,
  isSecureUrlText,
  nullOr,
  oneOf,
  optional,
  type Rules,
  readOptions,
} from '../options/option-rules.ts';
import { systemClock } from '../time/clock.ts';
import type { TokenEndpointOptions } from '../token-endpoint/token-endpoint.ts';
import type { SharedTokens } from '../token-store/token-store.ts';

export type AccessTokenOptions = TokenEndpointOptions & {
  /** Source of the client credentials, usually `secretsManager({ secretId })`. */
  readonly credentials: CredentialsSource;
  readonly gateway: { readonly url: string; readonly authorizer: 'CUSTOM_JWT' };
  /** Whether to fetch the first token while Lambda initializes the environment. No effect outside Lambda. Default `true`. */
  readonly prefetch?: boolean;
  /** Fractions of a token's life between which its renewal starts. Default `[0.75, 0.85]`. */
  readonly renewBetween?: readonly [number, number];
  /** A token with less life left is not used, in milliseconds; at most a fifth of its life. Default 60,000. */
  readonly minRemainingMs?: number;
  /** Limit for one read of the secret in milliseconds. Default 3,000. */
  readonly secretTimeoutMs?: number;
  /** Limit for one `request` without its own `timeoutMs`, replay included, in milliseconds. Default 60,000. */
  readonly gatewayTimeoutMs?: number;
  /** Milliseconds to keep free at the end of the invocation. Default 250. */
  readonly marginMs?: number;
  /** Maximum length of a gateway response. Default 7,000,000. */
  readonly maxResponseBytes?: number;
  /** `sharedTokens({ store })`, to share tokens between execution environments. Default: none. */
  readonly tokenStore?: SharedTokens;
  readonly logger?: AuthLogger;
  readonly onEvent?: (event: AuthEvent) => void;
  /** Returns a number of at least 0 and below 1. Spreads renewals and cool-downs. Default `Math.random`. */
  readonly random?: () => number;
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

const isWindow = (value: unknown): boolean => {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isFinite)) return false;
  const [from, to] = value;
  return from > 0 && from <= to && to < 1;
};

/** Reads `timeoutMs` once. */
const copyStore = (value: unknown): unknown => (isPlainObject(value) ? { ...value } : value);

const rules: Rules<AccessTokenOptions> = {
  credentials: hasMethods('read'),
  tokenEndpoint: isSecureUrlText,
  issuer: nullOr(isSecureUrlText),
  scopes: nullOr(isScopeList),
  gateway: { url: isSecureUrlText, authorizer: oneOf('CUSTOM_JWT') },
  tokenUse: optional(oneOf('access', null)),
  prefetch: optional(isBoolean),
  renewBetween: optional([isWindow, 'two ascending fractions between 0 and 1', copyList]),
  minRemainingMs: optional(isMilliseconds),
  secretTimeoutMs: optional(isMilliseconds),
  tokenTimeoutMs: optional(isMilliseconds),
  gatewayTimeoutMs: optional(isMilliseconds),
  marginMs: optional(isIntegerWithin(0, 60_000)),
  maxResponseBytes: optional(isIntegerWithin(1, 100_000_000)),
  tokenStore: optional([
    (value) =>
      hasMethods('around')[0](value) && isMilliseconds[0](Reflect.get(Object(value), 'timeoutMs')),
    'a result of sharedTokens()',
    copyStore,
  ]),
  logger: optional(hasMethods('info', 'warn')),
  onEvent: optional(isFunction),
  clock: optional(isClock),
  random: optional(isFunction),
  send: optional(isFunction),
};

const ownValue = (value: unknown, name: string): unknown =>
  new Map<string, unknown>(Object.entries(Object(value))).get(name);

const authorizerOf = (options: unknown): unknown => {
  try {
    return ownValue(ownValue(options, 'gateway'), 'authorizer');
  } catch {
    // `readOptions` reports options that cannot be read.
    return undefined;
  }
};

const refuseOtherAuthorizers = (options: unknown): void => {
  const authorizer = authorizerOf(options);
  if (authorizer !== 'AWS_IAM' && authorizer !== 'NONE') return;
  throw new AuthError(
    'MIXED_CREDENTIALS',
    `a gateway with authorizer ${authorizer} accepts no token (for AWS_IAM, use awsIamGateway)`,
  );
};

/**
 * Checks the options and adds the defaults, at cold start. Throws `OPTIONS_INVALID` with the names of wrong
 * or unknown options, without their values, and `MIXED_CREDENTIALS` for a gateway that accepts no token.
 */
export const parseOptions = (options: AccessTokenOptions): Settings => {
  refuseOtherAuthorizers(options);
  const checked = readOptions('accessToken', options, rules);
  const random = checkedRandom(checked.random ?? defaults.random);
  const given = Object.entries({ ...checked, random }).filter(([, value]) => value !== undefined);
  // `checked` has every option as its own property, so a polluted prototype adds none.
  return { ...checked, ...defaults, ...(Object.fromEntries(given) as AccessTokenOptions) };
};
