import { AuthError, type AuthErrorCode } from '../errors/auth-error.ts';
import { checkedClock } from '../time/checked-clock.ts';
import type { Clock } from '../time/clock.ts';
import { isSecureUrl } from './secure-url.ts';

/** A check, a description of the expected value, and optionally a copy to check and use instead of the value. */
export type Rule = readonly [
  isRight: (value: unknown) => boolean,
  expected: string,
  copy?: (value: unknown) => unknown,
];

/** One rule per option of a type. Options without a rule are refused. */
export type Rules<Options> = { readonly [Name in keyof Options]-?: Rule | RuleTree };
type RuleTree = { readonly [name: string]: Rule };

export const hasMethods = (...names: readonly string[]): Rule => [
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => typeof Reflect.get(value, name) === 'function'),
  `an object with ${names.map((name) => `${name}()`).join(' and ')}`,
];

const isClockLike = (value: unknown): value is Clock => hasMethods('now')[0](value);

/** Whether a value is an object literal of any realm, or an object without a prototype. So it inherits no property. */
export const isPlainObject = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty');
};

/** A copy, so that later changes of the list have no effect. Includes other own properties, which no list may have. */
export const copyList = (value: unknown): unknown =>
  Array.isArray(value) ? Object.values(value) : value;

const isUrl = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && isSecureUrl(new URL(value));

export const isSecureUrlText: Rule = [isUrl, 'an https URL (http only on loopback)'];

/** A clock is copied, so that no call of it can throw. */
export const isClock: Rule = [
  isClockLike,
  'an object with now()',
  (value) => (isClockLike(value) ? checkedClock(value) : value),
];

export const isFunction: Rule = [(value) => typeof value === 'function', 'a function'];

export const isBoolean: Rule = [(value) => typeof value === 'boolean', 'true or false'];

export const isIntegerWithin = (from: number, to: number): Rule => [
  (value) => Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to,
  `an integer from ${from} to ${to}`,
];

export const isMilliseconds = isIntegerWithin(1, 900_000);

/** RFC 6749 section 3.3. */
const scope = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

export const isScopeList: Rule = [
  (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => typeof entry === 'string' && scope.test(entry)),
  'a list of scopes',
  copyList,
];

export const oneOf = (...values: readonly (string | null)[]): Rule => [
  (value) => values.some((allowed) => allowed === value),
  values.join(' or '),
];

export const nullOr = ([isRight, expected, ...copy]: Rule): Rule => [
  (value) => value === null || isRight(value),
  `${expected}, or null`,
  ...copy,
];

export const optional = ([isRight, expected, ...copy]: Rule): Rule => [
  (value) => value === undefined || isRight(value),
  expected,
  ...copy,
];

const isRule = (rule: Rule | RuleTree): rule is Rule => Array.isArray(rule);

type RulesByName = Readonly<Record<string, Rule | RuleTree>>;

type Reading = {
  /** The function that got the options. The message starts with its name. */
  readonly owner: string;
  readonly code: AuthErrorCode;
  /** For an object that is not ours, such as the request of another HTTP client. */
  readonly ignoresUnknown?: boolean;
};

/**
 * Returns a checked copy of the options. It has the own properties that have a rule, each read once; a missing
 * property becomes `undefined`. So a polluted prototype adds no option, and a getter cannot change a value after
 * its check. Throws an error with the name of every wrong or unknown option, without their values.
 */
export const readChecked = <Options>(
  options: Options,
  rules: Rules<Options>,
  { owner, code, ignoresUnknown }: Reading,
): Options => {
  const problems: string[] = [];

  const readTree = (value: unknown, tree: RulesByName, path: string): object => {
    if (typeof value !== 'object' || value === null) {
      problems.push(`${path.slice(0, -1) || 'options'} must be an object`);
      return {};
    }
    const given = new Map<string, unknown>(Object.entries(value));
    for (const name of ignoresUnknown ? [] : given.keys()) {
      if (!Object.hasOwn(tree, name)) problems.push(`${path}${name} is unknown`);
    }
    const read = Object.entries(tree).map(([name, rule]) => {
      if (!isRule(rule)) return [name, readTree(given.get(name), rule, `${path}${name}.`)];
      const [isRight, expected, copy] = rule;
      const option = copy ? copy(given.get(name)) : given.get(name);
      if (!isRight(option)) problems.push(`${path}${name} must be ${expected}`);
      return [name, option];
    });
    return Object.fromEntries(read);
  };

  let read: object = {};
  try {
    read = readTree(options, rules, '');
  } catch {
    problems.push('options must be readable');
  }
  if (problems.length > 0) throw new AuthError(code, `${owner}: ${problems.join('; ')}`);
  return read as Options;
};

/** `readChecked` for the options of a function. Throws `OPTIONS_INVALID`. */
export const readOptions = <Options>(
  owner: string,
  options: Options,
  rules: Rules<Options>,
): Options => readChecked(options, rules, { owner, code: 'OPTIONS_INVALID' });
