import { findOperator, nullOperator } from './conditions/find-operator.ts';
import type { ConditionElement } from './policy-document.ts';
import { isRecord } from './policy-json.ts';
import { type PolicyLocation, PolicyParseError } from './policy-parse-error.ts';

type ConditionValue = string | number | boolean;

const isValue = (value: unknown): value is ConditionValue =>
  ['string', 'number', 'boolean'].includes(typeof value);

const acceptedBy = (name: string): ((value: string) => boolean) => {
  if (name === nullOperator) return (value) => value === 'true' || value === 'false';
  const operator = findOperator(name)?.operator;
  return (value) =>
    operator !== undefined &&
    ((operator.allowsVariables && value.includes('${')) || operator.accepts(value));
};

const parseValues = (
  name: string,
  value: unknown,
  where: PolicyLocation,
): readonly ConditionValue[] => {
  const accepts = acceptedBy(name);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => {
    if (!isValue(one)) {
      throw new PolicyParseError(where, 'contains a value that is not a string, number or boolean');
    }
    if (!accepts(String(one))) {
      throw new PolicyParseError(where, `is "${one}", which ${name} cannot compare with`);
    }
    return one;
  });
};

const parseOperator = (name: string, value: unknown, where: PolicyLocation) => {
  const at = { ...where, element: `${where.element}.${name}` };
  if (name !== nullOperator && findOperator(name) === undefined) {
    throw new PolicyParseError(at, 'is an unknown operator');
  }
  if (!isRecord(value)) throw new PolicyParseError(at, 'is not a map of condition keys');
  return Object.fromEntries(
    Object.entries(value).map(([key, values]) => [
      key,
      parseValues(name, values, { ...at, element: `${at.element}.${key}` }),
    ]),
  );
};

/** Checks a `Condition` element. Throws a `PolicyParseError`. */
export const parseCondition = (
  value: unknown,
  where: PolicyLocation,
): { readonly Condition?: ConditionElement } => {
  if (value === undefined) return {};
  if (!isRecord(value)) throw new PolicyParseError(where, 'is not a map of operators');
  return {
    Condition: Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, parseOperator(name, entry, where)]),
    ),
  };
};
