import {
  isPlainObject,
  isSecureUrlText,
  oneOf,
  optional,
  type Rule,
  type Rules,
  readChecked,
} from '../options/option-rules.ts';
import type { AuthorizedRequest } from './request-types.ts';

/** A token of RFC 9110 section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~\w-]+$/;
/** A token. `CONNECT` would open a tunnel. */
const method = /^(?!connect$)[!#$%&'*+.^_`|~\w-]+$/i;
/** The characters that Node sends in a header value. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

const isText = (value: unknown, pattern: RegExp): boolean =>
  typeof value === 'string' && pattern.test(value);

/** The entries of a `Headers` or a `Map` are not properties, so the guard would not see them. */
export const isHeaders: Rule = [
  (value) =>
    isPlainObject(value) &&
    Object.entries(value).every(([name, text]) => token.test(name) && isText(text, headerValue)),
  'a plain object of header names and values',
  (value) => (isPlainObject(value) ? { ...value } : value),
];

const isHttpUrl: Rule = [
  (value) =>
    typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
  'an absolute http or https URL',
];

/** The members that this library and `send` use. */
const signalMembers = ['aborted', 'reason', 'addEventListener', 'removeEventListener'];

/** Whether a value is a real signal, whose members cannot throw. */
const isSignal = (value: unknown): boolean =>
  value instanceof AbortSignal &&
  !process.getBuiltinModule('node:util').types.isProxy(value) &&
  Object.getPrototypeOf(value) === AbortSignal.prototype &&
  !signalMembers.some((name) => Object.hasOwn(value, name)) &&
  typeof value.aborted === 'boolean';

const rules: Rules<AuthorizedRequest> = {
  method: [(value) => isText(value, method), 'an HTTP method other than CONNECT'],
  url: isHttpUrl,
  headers: optional(isHeaders),
  body: optional([(value) => typeof value === 'string', 'a string']),
  timeoutMs: optional([(value) => typeof value === 'number' && value > 0, 'positive']),
  signal: optional([isSignal, 'an AbortSignal']),
};

/** Returns a checked copy of a request. Throws `REQUEST_INVALID` with the names of wrong or unknown options. */
export const readRequest = (request: AuthorizedRequest): AuthorizedRequest =>
  readChecked(request, rules, { owner: 'auth.request', code: 'REQUEST_INVALID' });

export type GuardedGateway = {
  readonly url: string;
  readonly authorizer: 'CUSTOM_JWT' | 'AWS_IAM';
};

/** The parts of a request of another HTTP client that decide whether its credentials are right. */
export type ForeignRequest = {
  readonly request: Pick<AuthorizedRequest, 'url' | 'headers'>;
  readonly gateway: GuardedGateway;
};

/** Returns a checked copy. Throws `REQUEST_INVALID`. */
export const readForeignRequest = (foreign: ForeignRequest): ForeignRequest => {
  // In the function, so that bundlers can drop the rules with it.
  const foreignRules: Rules<ForeignRequest> = {
    request: { url: isHttpUrl, headers: optional(isHeaders) },
    gateway: { url: isSecureUrlText, authorizer: oneOf('CUSTOM_JWT', 'AWS_IAM') },
  };
  return readChecked(foreign, foreignRules, {
    owner: 'checkCredentials',
    code: 'REQUEST_INVALID',
    ignoresUnknown: true,
  });
};
