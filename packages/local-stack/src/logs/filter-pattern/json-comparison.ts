import { invalidPattern, type MatchesJson, type Tokens } from './pattern.ts';

type MatchesValue = (value: unknown) => boolean;

/** Reads `$.selector = value`, `$.selector IS NULL` or `$.selector NOT EXISTS`. */
export const readComparison = (tokens: Tokens): MatchesJson => {
  const selector = tokens.next();
  if (!selector.startsWith('$')) {
    throw invalidPattern('Invalid filter pattern: expected a selector such as $.level.');
  }
  const path = selector.match(/\w+/g) ?? [];
  const matches = readTest(tokens);
  return (json) => matches(valueAt(json, path));
};

/** Undefined if the message has no such property. Never a property that every object inherits. */
const valueAt = (json: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Reflect.get(value, name)
        : undefined,
    json,
  );

const readTest = (tokens: Tokens): MatchesValue => {
  const operator = tokens.next();
  const operand = tokens.next();
  const named = namedTests.get(`${operator} ${operand}`.toUpperCase());
  if (named) return named;
  const compare = comparisons.get(operator);
  if (!compare || !/^["\w.*+-]/.test(operand)) {
    throw invalidPattern(
      'Invalid filter pattern: expected =, !=, <, <=, > or >= with a value, IS TRUE, IS FALSE, IS NULL or NOT EXISTS.',
    );
  }
  return compare(operand);
};

const namedTests = new Map<string, MatchesValue>([
  ['IS TRUE', (value) => value === true],
  ['IS FALSE', (value) => value === false],
  ['IS NULL', (value) => value === null],
  ['NOT EXISTS', (value) => value === undefined],
]);

/** A number compares with numbers, any other value with strings, in which `*` stands for any text. */
const equals = (operand: string): MatchesValue => {
  const number = numberIn(operand);
  if (number !== undefined) return (value) => value === number;
  const text = operand.startsWith('"') ? operand.slice(1, -1).replace(/\\(.)/g, '$1') : operand;
  return (value) => typeof value === 'string' && matchesWildcards(value, text.split('*'));
};

/** The parts occur one after the other: the first at the start, the last at the end. */
const matchesWildcards = (text: string, [first = '', ...others]: readonly string[]): boolean => {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let end = first.length;
  for (const part of others) {
    const start = text.indexOf(part, end);
    if (start < 0) return false;
    end = start + part.length;
  }
  return text.length - last.length >= end && text.endsWith(last);
};

const numberIn = (operand: string): number | undefined =>
  /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(operand) ? Number(operand) : undefined;

const ordered =
  (holds: (value: number, limit: number) => boolean) =>
  (operand: string): MatchesValue => {
    const limit = numberIn(operand);
    if (limit !== undefined) return (value) => typeof value === 'number' && holds(value, limit);
    throw invalidPattern('Invalid filter pattern: <, <=, > and >= need a number.');
  };

/** A comparison with a property that the message does not have never matches. */
const comparisons = new Map<string, (operand: string) => MatchesValue>([
  ['=', equals],
  [
    '!=',
    (operand: string) => {
      const same = equals(operand);
      return (value) => value !== undefined && !same(value);
    },
  ],
  ['<', ordered((value, limit) => value < limit)],
  ['<=', ordered((value, limit) => value <= limit)],
  ['>', ordered((value, limit) => value > limit)],
  ['>=', ordered((value, limit) => value >= limit)],
]);
