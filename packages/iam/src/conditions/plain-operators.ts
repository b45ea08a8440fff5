import { textOf } from '../policy-text.ts';
import { type Comparison, positive } from './condition-operator.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Whether the text is exactly what an encoder writes: other texts can stand for the same bytes. */
const isCanonical = (text: string): boolean =>
  base64.test(text) && Buffer.from(text, 'base64').toString('base64') === text;

const isBool = (text: string): boolean => /^(true|false)$/i.test(text);

/**
 * AWS's reference of the operators allows variables here; its reference of the variables does not. So a policy
 * can have one, and the result is undecided.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const bool: Comparison = {
  accepts: (expected) => isBool(expected) || expected.includes('${'),
  allowsVariables: false,
  matches: (actual, expected) => {
    const text = textOf(expected);
    if (!isBool(actual) || !isBool(text)) return 'undecided';
    return actual.toLowerCase() === text.toLowerCase();
  },
};

const binary: Comparison = {
  accepts: (expected) => base64.test(expected),
  allowsVariables: false,
  matches: (actual, expected) => {
    const text = textOf(expected);
    return isCanonical(actual) && isCanonical(text) ? actual === text : 'undecided';
  },
};

export const plainOperators = {
  Bool: positive(bool),
  BinaryEquals: positive(binary),
};
