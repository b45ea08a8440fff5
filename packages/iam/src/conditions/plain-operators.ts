import { textOf } from '../policy-text.ts';
import { type Comparison, positive } from './condition-operator.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const isBool = (text: string): boolean => /^(true|false)$/i.test(text);

/**
 * Takes variables, as the reference of the operators says; that of the variables says otherwise.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const bool: Comparison = {
  accepts: isBool,
  takesVariables: true,
  matches: (actual, expected) =>
    isBool(actual) && actual.toLowerCase() === textOf(expected).toLowerCase(),
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
