import { matchesGlob, splitGlob } from '../glob.ts';
import { globOf } from '../policy-text.ts';
import { type Comparison, negative, positive } from './condition-operator.ts';

const arnParts = 6;

/** The six parts of an ARN; `undefined` for any other text. */
const splitArn = (arn: string): readonly string[] | undefined => {
  const parts = arn.split(':');
  if (parts.length < arnParts || parts[0] !== 'arn') return undefined;
  return [...parts.slice(0, arnParts - 1), parts.slice(arnParts - 1).join(':')];
};

/**
 * Compares part by part, so that a wildcard never matches across the first five colons. AWS's documentation does
 * not say how a pattern with fewer parts, such as `*`, or a value that is not an ARN compares.
 */
const like: Comparison = {
  accepts: (expected) => expected === '*' || expected.split(':').length >= arnParts,
  allowsVariables: true,
  matches: (actual, expected) => {
    const parts = splitArn(actual);
    const patterns = splitGlob(globOf(expected), arnParts - 1);
    if (parts === undefined || patterns.length < arnParts) return 'undecided';
    return patterns.every((pattern, part) => matchesGlob(pattern, parts[part] ?? ''));
  },
};

/** IAM evaluates `ArnEquals` and `ArnLike` in the same way. */
export const arnOperators = {
  ArnEquals: positive(like),
  ArnNotEquals: negative(like),
  ArnLike: positive(like),
  ArnNotLike: negative(like),
};
