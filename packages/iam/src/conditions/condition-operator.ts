import type { PolicyText } from '../policy-text.ts';

/** A condition operator without `IfExists` and set prefix. */
export type ConditionOperator = {
  /** Whether a policy may compare with this value. */
  readonly accepts: (expected: string) => boolean;
  readonly matches: (actual: string, expected: PolicyText) => boolean;
  /** Holds where no value matches, and where the key is absent. */
  readonly negated: boolean;
  /** Whether policy variables are expanded in its values. */
  readonly takesVariables: boolean;
};

/** What an operator and its negation have in common. */
export type Comparison = Omit<ConditionOperator, 'negated'>;

export const positive = (comparison: Comparison): ConditionOperator => ({
  ...comparison,
  negated: false,
});

export const negative = (comparison: Comparison): ConditionOperator => ({
  ...comparison,
  negated: true,
});
