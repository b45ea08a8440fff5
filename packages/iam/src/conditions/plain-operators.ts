import { textOf } from '../policy-text.ts';
import { type Comparison, positive } from './condition-operator.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const bool: Comparison = {
  accepts: (expected) => /^(true|false)$/i.test(expected),
  takesVariables: false,
  matches: (actual, expected) => actual.toLowerCase() === textOf(expected).toLowerCase(),
};

const binary: Comparison = {
  accepts: (expected) => base64.test(expected),
  takesVariables: false,
  matches: (actual, expected) => actual === textOf(expected),
};

export const plainOperators = {
  Bool: positive(bool),
  BinaryEquals: positive(binary),
};
