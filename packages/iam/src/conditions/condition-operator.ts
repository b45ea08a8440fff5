import type { Outcome } from '../outcome.ts';
import type { PolicyText } from '../policy-text.ts';

/** A condition operator without its set prefix and without `IfExists`. */
export type ConditionOperator = {
  /** Whether a policy can use this value with the operator. */
  readonly accepts: (expected: string) => boolean;
  readonly matches: (actual: string, expected: PolicyText) => Outcome;
  /** A negated operator holds when no value matches, and when the key is absent. */
  readonly negated: boolean;
  /** Whether a policy can use policy variables in its values. */
  readonly allowsVariables: boolean;
};

/** The comparison that an operator shares with its negation. */
export type Comparison = Omit<ConditionOperator, 'negated'>;

export const positive = (comparison: Comparison): ConditionOperator => ({
  ...comparison,
  negated: false,
});

export const negative = (comparison: Comparison): ConditionOperator => ({
  ...comparison,
  negated: true,
});
