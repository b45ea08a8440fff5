import { textOf } from '../policy-text.ts';
import { type Comparison, negative, positive } from './condition-operator.ts';

type Parse = (text: string) => number | undefined;
type Holds = (actual: number, expected: number) => boolean;

/** A double has 15 significant digits. Comparing more digits would ignore some. */
const maxDigits = 15;

/** An integer or a decimal value. AWS's documentation does not name other notations, such as 1e3 or +5. */
const numberOf: Parse = (text) => {
  const isDecimal = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
  return isDecimal && text.replace(/\D/g, '').length <= maxDigits ? Number(text) : undefined;
};

/** Every notation of a number. A policy can contain it, but only the ones that `numberOf` reads ever match. */
const isNumber = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);

/** The W3C profile of ISO 8601, see https://www.w3.org/TR/NOTE-datetime. */
const w3cDate =
  /^(\d{4})(-(\d{2})(-(\d{2})(T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** `Date.parse` reads February 30 as March 2. */
const hasDay = (year: string, month: string, day: string): boolean =>
  Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();

/** Reads an ISO 8601 date, or seconds since the epoch with more than four digits. Returns milliseconds. */
const dateOf: Parse = (text) => {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  const [, year, , month = '01', , day = '01'] = w3cDate.exec(text) ?? [];
  if (year === undefined || !hasDay(year, month, day)) return undefined;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
};

const isDate = (text: string): boolean => dateOf(text) !== undefined;

const ordered = (parse: Parse, accepts: Comparison['accepts'], holds: Holds): Comparison => ({
  accepts,
  allowsVariables: false,
  matches: (actual, expected) => {
    const left = parse(actual);
    const right = parse(textOf(expected));
    if (left === undefined || right === undefined) return 'undecided';
    return holds(left, right);
  },
});

const numeric = (holds: Holds): Comparison => ordered(numberOf, isNumber, holds);
const date = (holds: Holds): Comparison => ordered(dateOf, isDate, holds);

const equals: Holds = (actual, expected) => actual === expected;
const lessThan: Holds = (actual, expected) => actual < expected;
const lessThanEquals: Holds = (actual, expected) => actual <= expected;
const greaterThan: Holds = (actual, expected) => actual > expected;
const greaterThanEquals: Holds = (actual, expected) => actual >= expected;

export const numericOperators = {
  NumericEquals: positive(numeric(equals)),
  NumericNotEquals: negative(numeric(equals)),
  NumericLessThan: positive(numeric(lessThan)),
  NumericLessThanEquals: positive(numeric(lessThanEquals)),
  NumericGreaterThan: positive(numeric(greaterThan)),
  NumericGreaterThanEquals: positive(numeric(greaterThanEquals)),
};

export const dateOperators = {
  DateEquals: positive(date(equals)),
  DateNotEquals: negative(date(equals)),
  DateLessThan: positive(date(lessThan)),
  DateLessThanEquals: positive(date(lessThanEquals)),
  DateGreaterThan: positive(date(greaterThan)),
  DateGreaterThanEquals: positive(date(greaterThanEquals)),
};
