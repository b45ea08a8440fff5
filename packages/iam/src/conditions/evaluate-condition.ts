import type { ConditionElement, OneOrMany } from '../policy-document.ts';
import { expandVariables, type PolicyText, plainText } from '../policy-text.ts';
import { type RequestContext, valuesOf } from '../request-context.ts';
import { findOperator, type NamedOperator, nullOperator } from './find-operator.ts';

type ConditionValue = string | number | boolean;

export type ConditionScope = {
  readonly context: RequestContext;
  /** Whether the policy's version supports policy variables. */
  readonly expandsVariables: boolean;
  /** Whether a condition with an unknown operator holds. */
  readonly unknownHolds: boolean;
};

const listOf = (values: OneOrMany<ConditionValue>): readonly string[] =>
  (Array.isArray(values) ? values : [values]).map(String);

const holdsForAbsentKey = ({ operator, over, ifExists }: NamedOperator): boolean => {
  if (over === 'ForAllValues') return true;
  if (over === 'ForAnyValue') return ifExists;
  return ifExists || operator.negated;
};

const holds = (
  named: NamedOperator,
  actual: readonly string[],
  expected: readonly PolicyText[],
): boolean => {
  const { operator, over } = named;
  if (actual.length === 0) return holdsForAbsentKey(named);
  const holdsForOne = (value: string) =>
    expected.some((text) => operator.matches(value, text)) !== operator.negated;
  const every = over === 'ForAllValues' || (over === undefined && operator.negated);
  return every ? actual.every(holdsForOne) : actual.some(holdsForOne);
};

const expand = (
  { operator }: NamedOperator,
  values: readonly string[],
  { context, expandsVariables }: ConditionScope,
): readonly PolicyText[] =>
  values
    .map((value) =>
      operator.allowsVariables && expandsVariables
        ? expandVariables(value, context)
        : plainText(value),
    )
    .filter((text) => text !== undefined);

const keyHolds = (name: string, entry: Entry, scope: ConditionScope): boolean => {
  const actual = valuesOf(scope.context, entry.key);
  const expected = listOf(entry.values);
  if (name === nullOperator) return expected.includes(String(actual.length === 0));
  const named = findOperator(name);
  return named !== undefined && holds(named, actual, expand(named, expected, scope));
};

type Entry = { readonly key: string; readonly values: OneOrMany<ConditionValue> };

const explain = (name: string, { key, values }: Entry, context: RequestContext): string => {
  const actual = valuesOf(context, key).join(', ') || 'absent';
  return `${key} was ${actual}, expected ${name} ${listOf(values).join(' or ')}`;
};

/** Describes each condition key that does not hold, one line per key. An empty list means that all hold. */
export const unmetConditions = (
  condition: ConditionElement,
  scope: ConditionScope,
): readonly string[] =>
  Object.entries(condition).flatMap(([name, entries]) => {
    if (name !== nullOperator && findOperator(name) === undefined) {
      return scope.unknownHolds ? [] : [`condition operator ${name} is unknown`];
    }
    return Object.entries(entries)
      .map(([key, values]) => ({ key, values }))
      .filter((entry) => !keyHolds(name, entry, scope))
      .map((entry) => explain(name, entry, scope.context));
  });
