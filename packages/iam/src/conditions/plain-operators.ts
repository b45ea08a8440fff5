import { textOf } from '../policy-text.ts';
import { type Comparison, positive } from './condition-operator.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const isBool = (text: string): boolean => /^(true|false)$/i.test(text);

/**
 * AWS's reference of the operators allows variables here; its reference of the variables does not.
 * This follows the former.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const bool: Comparison = {
  accepts: isBool,
  allowsVariables: true,
  matches: (actual, expected) =>
    isBool(actual) && actual.toLowerCase() === textOf(expected).toLowerCase(),
};

const binary: Comparison = {
  accepts: (expected) => base64.test(expected),
  allowsVariables: false,
  matches: (actual, expected) => actual === textOf(expected),
};

export const plainOperators = {
  Bool: positive(bool),
  BinaryEquals: positive(binary),
};
