import type {
  Condition,
  FindingCriteria,
  Finding as GuardDutyFinding,
} from '@aws-sdk/client-guardduty';
import { type AttributeValue, numberOf } from '../attribute-values.ts';
import { unsupportedFilter } from '../unsupported-filter.ts';
import { findingAttribute } from './finding-attribute.ts';

type Operator = (values: readonly AttributeValue[], operand: unknown) => boolean;

const equalsAny: Operator = (values, operand) =>
  Array.isArray(operand) &&
  operand.some((wanted) => values.some((value) => String(value) === String(wanted)));

const equalsNone: Operator = (values, operand) => !equalsAny(values, operand);

const anyNumber =
  (holds: (actual: number, limit: number) => boolean): Operator =>
  (values, operand) =>
    values.some((value) => holds(numberOf(value), Number(operand)));

const greater = anyNumber((actual, limit) => actual > limit);
const greaterOrEqual = anyNumber((actual, limit) => actual >= limit);
const less = anyNumber((actual, limit) => actual < limit);
const lessOrEqual = anyNumber((actual, limit) => actual <= limit);

/** The short names are deprecated, but AWS still accepts them. Timestamps are compared in milliseconds. */
const operators: Readonly<Partial<Record<keyof Condition, Operator>>> = {
  Eq: equalsAny,
  Equals: equalsAny,
  Neq: equalsNone,
  NotEquals: equalsNone,
  Gt: greater,
  GreaterThan: greater,
  Gte: greaterOrEqual,
  GreaterThanOrEqual: greaterOrEqual,
  Lt: less,
  LessThan: less,
  Lte: lessOrEqual,
  LessThanOrEqual: lessOrEqual,
};

/**
 * Whether a finding meets every condition of every criterion.
 * See https://docs.aws.amazon.com/guardduty/latest/APIReference/API_FindingCriteria.html
 */
export const criteriaTest = (
  criteria: FindingCriteria,
): ((finding: GuardDutyFinding) => boolean) => {
  const tests = Object.entries(criteria.Criterion ?? {}).flatMap(([attribute, condition]) => {
    const read = findingAttribute(attribute);
    return Object.entries(condition).map(([name, operand]) => {
      const operator = operators[name as keyof Condition];
      if (!operator) throw unsupportedFilter(`the GuardDuty condition ${name} on ${attribute}`);
      return (finding: GuardDutyFinding) => operator(read(finding), operand);
    });
  });
  return (finding) => tests.every((test) => test(finding));
};
