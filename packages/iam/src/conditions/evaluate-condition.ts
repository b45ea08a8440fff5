import {
  allOf,
  anyOf,
  appliesTo,
  not,
  noteOf,
  type Outcome,
  type UndecidedReading,
} from '../outcome.ts';
import type { OneOrMany, Statement } from '../policy-document.ts';
import { expandVariables, type PolicyText, plainText } from '../policy-text.ts';
import { type RequestContext, valuesOf } from '../request-context.ts';
import { findOperator, type NamedOperator, nullOperator } from './find-operator.ts';

type ConditionValue = string | number | boolean;

export type ConditionScope = {
  readonly context: RequestContext;
  /** Whether the policy's version supports policy variables. */
  readonly expandsVariables: boolean;
  readonly undecided: UndecidedReading;
};

const listOf = (values: OneOrMany<ConditionValue>): readonly string[] =>
  (Array.isArray(values) ? values : [values]).map(String);

/**
 * `ForAnyValue` needs a value, and `IfExists` needs none: AWS's documentation does not say which of them wins.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const holdsForAbsentKey = ({ operator, over, ifExists }: NamedOperator): Outcome => {
  if (over === 'ForAllValues') return true;
  if (over === 'ForAnyValue') return ifExists && 'undecided';
  return ifExists || operator.negated;
};

/** Compares one value of the request with all values of the policy. A negated operator holds if none matches. */
const holdsForValue = (
  { operator }: NamedOperator,
  value: string,
  expected: readonly (PolicyText | undefined)[],
): Outcome => {
  // A variable without a value matches nothing. What that means for a negated operator is undecided.
  const unresolved = operator.negated && 'undecided';
  const matched = anyOf(
    expected.map((text) => (text === undefined ? unresolved : operator.matches(value, text))),
  );
  return operator.negated ? not(matched) : matched;
};

/** Whether the request has only empty text for the key, which a set operator treats as a key without values. */
const isEmptySet = (actual: readonly string[]): boolean => actual.every((value) => value === '');

const holds = (
  named: NamedOperator,
  actual: readonly string[],
  expected: readonly (PolicyText | undefined)[],
): Outcome => {
  if (expected.length === 0) return 'undecided';
  if (actual.length === 0) return holdsForAbsentKey(named);
  const outcomes = () => actual.map((value) => holdsForValue(named, value, expected));
  if (named.over === 'ForAllValues') return isEmptySet(actual) || allOf(outcomes());
  if (named.over === 'ForAnyValue') return !isEmptySet(actual) && anyOf(outcomes());
  // A key with several values requires a set operator.
  return actual.length > 1 ? 'undecided' : allOf(outcomes());
};

const expand = (
  { operator }: NamedOperator,
  values: readonly string[],
  { context, expandsVariables }: ConditionScope,
): readonly (PolicyText | undefined)[] =>
  values.map((value) =>
    operator.allowsVariables && expandsVariables
      ? expandVariables(value, context)
      : plainText(value),
  );

/** An empty text is neither absent nor a value for sure. */
const isNull = (actual: readonly string[]): Outcome =>
  actual.length > 0 && isEmptySet(actual) ? 'undecided' : actual.length === 0;

const nullHolds = (actual: readonly string[], expected: readonly string[]): Outcome =>
  expected.length === 0
    ? 'undecided'
    : anyOf(expected.map((value) => (value === 'true' ? isNull(actual) : not(isNull(actual)))));

const keyHolds = (name: string, entry: Entry, scope: ConditionScope): Outcome => {
  const actual = valuesOf(scope.context, entry.key);
  const expected = listOf(entry.values);
  if (name === nullOperator) return nullHolds(actual, expected);
  const named = findOperator(name);
  return named === undefined ? 'undecided' : holds(named, actual, expand(named, expected, scope));
};

type Entry = { readonly key: string; readonly values: OneOrMany<ConditionValue> };

const explain = (name: string, { key, values }: Entry, { context }: ConditionScope): string => {
  const actual = valuesOf(context, key).join(', ') || 'absent';
  return `${key} was ${actual}, expected ${name} ${listOf(values).join(' or ')}`;
};

/** Describes each condition key that does not hold, one line per key. An empty list means that all hold. */
export const unmetConditions = (
  { Effect, Condition = {} }: Pick<Statement, 'Effect' | 'Condition'>,
  scope: ConditionScope,
): readonly string[] =>
  Object.entries(Condition).flatMap(([name, entries]) => {
    if (name !== nullOperator && findOperator(name) === undefined) {
      return Effect === 'Deny' ? [] : [`condition operator ${name} is unknown`];
    }
    return Object.entries(entries)
      .map(([key, values]) => ({ key, values }))
      .map((entry) => ({ entry, outcome: keyHolds(name, entry, scope) }))
      .filter(({ outcome }) => !appliesTo(Effect, outcome, scope.undecided))
      .map(({ entry, outcome }) => `${explain(name, entry, scope)}${noteOf(outcome)}`);
  });
