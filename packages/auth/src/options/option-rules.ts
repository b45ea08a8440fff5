import { AuthError } from '../errors/auth-error.ts';
import { isSecureUrl } from '../http/secure-url.ts';

/** A check, and a description of the expected value. */
export type Rule = readonly [isRight: (value: unknown) => boolean, expected: string];

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

const isUrl = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && isSecureUrl(new URL(value));

export const isSecureUrlText: Rule = [isUrl, 'an https URL (http only on loopback)'];

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
];

export const oneOf = (...values: readonly (string | null)[]): Rule => [
  (value) => values.some((allowed) => allowed === value),
  values.join(' or '),
];

export const nullOr = ([isRight, expected]: Rule): Rule => [
  (value) => value === null || isRight(value),
  `${expected}, or null`,
];

export const optional = ([isRight, expected]: Rule): Rule => [
  (value) => value === undefined || isRight(value),
  expected,
];

const isRule = (rule: Rule | RuleTree): rule is Rule => Array.isArray(rule);

const problemsOf = (
  value: unknown,
  rules: Readonly<Record<string, Rule | RuleTree>>,
  path = '',
): string[] => {
  if (typeof value !== 'object' || value === null) {
    return [`${path.slice(0, -1) || 'options'} must be an object`];
  }
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(rules, name))
    .map((name) => `${path}${name} is unknown`);
  const wrong = Object.entries(rules).flatMap(([name, rule]) => {
    const option: unknown = Reflect.get(value, name);
    if (!isRule(rule)) return problemsOf(option, rule, `${path}${name}.`);
    const [isRight, expected] = rule;
    return isRight(option) ? [] : [`${path}${name} must be ${expected}`];
  });
  return [...unknown, ...wrong];
};

/** Throws `OPTIONS_INVALID` with the name of every wrong or unknown option, without their values. */
export const checkOptions = <Options>(
  owner: string,
  options: Options,
  rules: Rules<Options>,
): void => {
  const problems = problemsOf(options, rules);
  if (problems.length > 0) {
    throw new AuthError('OPTIONS_INVALID', `${owner}: ${problems.join('; ')}`);
  }
};
