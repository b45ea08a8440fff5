import { matchesGlob } from '../glob.ts';
import { globOf, textOf } from '../policy-text.ts';
import { type Comparison, negative, positive } from './condition-operator.ts';

const accepts = () => true;
const allowsVariables = true;

const equals: Comparison = {
  accepts,
  allowsVariables,
  matches: (actual, expected) => actual === textOf(expected),
};

const equalsIgnoreCase: Comparison = {
  accepts,
  allowsVariables,
  matches: (actual, expected) => actual.toLowerCase() === textOf(expected).toLowerCase(),
};

const like: Comparison = {
  accepts,
  allowsVariables,
  matches: (actual, expected) => matchesGlob(globOf(expected), actual),
};

export const stringOperators = {
  StringEquals: positive(equals),
  StringNotEquals: negative(equals),
  StringEqualsIgnoreCase: positive(equalsIgnoreCase),
  StringNotEqualsIgnoreCase: negative(equalsIgnoreCase),
  StringLike: positive(like),
  StringNotLike: negative(like),
};
