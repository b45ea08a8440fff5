import type * as z from 'zod/mini';

/** The number of allowed values that a message lists. */
const maxNamedValues = 20;

const unitOf = (origin: string): string =>
  ({ string: ' characters', array: ' items' })[origin] ?? '';

const expectationOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `a value of type ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.slice(0, maxNamedValues).map(String).join(', ')}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return issue.pattern === undefined
        ? `the format ${issue.format}`
        : `text matching ${issue.pattern}`;
    case 'unrecognized_keys':
      return 'only the documented keys';
    default:
      return 'another value';
  }
};

/** Describes the expected value of a parameter. It never repeats the given value. */
export const explainIssue = (
  issue: z.core.$ZodIssue,
  given: Readonly<Record<string, unknown>>,
): string => {
  const parameter = String(issue.path[0] ?? 'the arguments');
  const expectation = expectationOf(issue);
  return Object.hasOwn(given, parameter) || issue.path.length === 0
    ? `${parameter}: expected ${expectation}`
    : `${parameter} is required: expected ${expectation}`;
};
