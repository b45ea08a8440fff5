import * as z from 'zod/mini';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { CredentialsSource } from './credentials-source.ts';
import { AuthError } from './errors.ts';
import type { HttpSend } from './http-send.ts';
import type { AuthEvent, AuthLogger } from './observer.ts';
import { isSecureUrl } from './secure-url.ts';

const hasMethods = (value: unknown, ...names: string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => typeof Reflect.get(value, name) === 'function');

const isFunction = (value: unknown): boolean => typeof value === 'function';

const secureUrl = z
  .string()
  .check(z.refine((text) => URL.canParse(text) && isSecureUrl(new URL(text)), 'insecure_url'));

/** RFC 6749 section 3.3. */
const scope = z.string().check(z.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/));

const milliseconds = z.int().check(z.gte(1), z.lte(900_000));
const share = z.number().check(z.gt(0), z.lt(1));

const optionsSchema = z.strictObject({
  /** Where the client credentials live; `secretsManager({ secretId })` is the usual one. */
  credentials: z.custom<CredentialsSource>((value) => hasMethods(value, 'read')),
  /** The user pool domain's `/oauth2/token`. `https:`; `http:` for loopback alone. */
  tokenEndpoint: secureUrl,
  /** The `iss` that the gateway expects; `null` sends tokens unchecked (an issuer whose tokens are opaque). */
  issuer: z.nullable(secureUrl),
  /** Asked for and expected in the token; `null` asks for all scopes of the client. */
  scopes: z.nullable(z.array(scope).check(z.minLength(1))),
  gateway: z.strictObject({ url: secureUrl, authorizer: z.literal('CUSTOM_JWT') }),
  /** Expected `token_use`, a claim of Cognito's; `null` for other issuers. */
  tokenUse: z._default(z.nullable(z.literal('access')), 'access'),
  /** Shares of a token's life between which its renewal begins. */
  renewBetween: z._default(z.tuple([share, share]), [0.75, 0.85]),
  /** A token with less life left is not handed out; at most a fifth of its life. */
  minRemainingMs: z._default(milliseconds, 60_000),
  secretTimeoutMs: z._default(milliseconds, 3_000),
  tokenTimeoutMs: z._default(milliseconds, 2_500),
  gatewayTimeoutMs: z._default(milliseconds, 60_000),
  /** Kept free at the end of the invocation. */
  marginMs: z._default(z.int().check(z.gte(0), z.lte(60_000)), 250),
  maxResponseBytes: z._default(z.int().check(z.gte(1), z.lte(100_000_000)), 7_000_000),
  logger: z.optional(z.custom<AuthLogger>((value) => hasMethods(value, 'info', 'warn'))),
  onEvent: z.optional(z.custom<(event: AuthEvent) => void>(isFunction)),
  clock: z._default(
    z.custom<Clock>((value) => hasMethods(value, 'now')),
    systemClock,
  ),
  /** Between 0 and 1; spreads renewals and cool-downs. */
  random: z._default(z.custom<() => number>(isFunction), () => Math.random),
  /** Replaces `node:https`. */
  send: z.optional(z.custom<HttpSend>(isFunction)),
});

export type AccessTokenOptions = z.input<typeof optionsSchema>;
export type Settings = Readonly<z.output<typeof optionsSchema>>;

const refuseOtherAuthorizers = (options: AccessTokenOptions): void => {
  const authorizer: unknown = options?.gateway?.authorizer;
  if (authorizer !== 'AWS_IAM' && authorizer !== 'NONE') return;
  throw new AuthError(
    'MIXED_CREDENTIALS',
    `gateway.authorizer is ${authorizer}: such a gateway takes no OAuth token, so none may be fetched for it.`,
  );
};

/**
 * Checks the options once, at cold start. Throws `OPTIONS_INVALID` with the path of what is wrong, and
 * `MIXED_CREDENTIALS` for a gateway that takes no token.
 */
export const parseOptions = (options: AccessTokenOptions): Settings => {
  refuseOtherAuthorizers(options);
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
      const path = [...issue.path, ...keys].map(String).join('.') || 'options';
      return `${path} (${issue.message === 'insecure_url' ? issue.message : issue.code})`;
    });
    throw new AuthError('OPTIONS_INVALID', `accessToken options: ${issues.join(', ')}.`);
  }
  const [from, to] = parsed.data.renewBetween;
  if (from <= to) return parsed.data;
  throw new AuthError('OPTIONS_INVALID', 'accessToken options: renewBetween must ascend.');
};
