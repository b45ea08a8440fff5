import { textOf } from '../policy-text.ts';
import { type Comparison, negative, positive } from './condition-operator.ts';

type Parse = (text: string) => number | undefined;
type Holds = (actual: number, expected: number) => boolean;

const numberOf: Parse = (text) =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;

/** The W3C profile of ISO 8601, see https://www.w3.org/TR/NOTE-datetime. */
const w3cDate = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Reads an ISO 8601 date, or seconds since the epoch with more than four digits. Returns milliseconds. */
const dateOf: Parse = (text) => {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  const parsed = w3cDate.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
};

const ordered = (parse: Parse, holds: Holds): Comparison => ({
  accepts: (expected) => parse(expected) !== undefined,
  allowsVariables: false,
  matches: (actual, expected) => {
    const left = parse(actual);
    const right = parse(textOf(expected));
    return left !== undefined && right !== undefined && holds(left, right);
  },
});

const equals: Holds = (actual, expected) => actual === expected;
const lessThan: Holds = (actual, expected) => actual < expected;
const lessThanEquals: Holds = (actual, expected) => actual <= expected;
const greaterThan: Holds = (actual, expected) => actual > expected;
const greaterThanEquals: Holds = (actual, expected) => actual >= expected;

export const numericOperators = {
  NumericEquals: positive(ordered(numberOf, equals)),
  NumericNotEquals: negative(ordered(numberOf, equals)),
  NumericLessThan: positive(ordered(numberOf, lessThan)),
  NumericLessThanEquals: positive(ordered(numberOf, lessThanEquals)),
  NumericGreaterThan: positive(ordered(numberOf, greaterThan)),
  NumericGreaterThanEquals: positive(ordered(numberOf, greaterThanEquals)),
};

export const dateOperators = {
  DateEquals: positive(ordered(dateOf, equals)),
  DateNotEquals: negative(ordered(dateOf, equals)),
  DateLessThan: positive(ordered(dateOf, lessThan)),
  DateLessThanEquals: positive(ordered(dateOf, lessThanEquals)),
  DateGreaterThan: positive(ordered(dateOf, greaterThan)),
  DateGreaterThanEquals: positive(ordered(dateOf, greaterThanEquals)),
};
