import { arnOperators } from './arn-operators.ts';
import type { ConditionOperator } from './condition-operator.ts';
import { ipOperators } from './ip-operators.ts';
import { dateOperators, numericOperators } from './ordered-operators.ts';
import { plainOperators } from './plain-operators.ts';
import { stringOperators } from './string-operators.ts';

const operators: ReadonlyMap<string, ConditionOperator> = new Map(
  Object.entries({
    ...arnOperators,
    ...dateOperators,
    ...ipOperators,
    ...numericOperators,
    ...plainOperators,
    ...stringOperators,
  }),
);

/** An operator with the set prefix and the `IfExists` that a policy gave it. */
export type NamedOperator = {
  readonly operator: ConditionOperator;
  readonly over: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
};

/** The operator that tests whether a key is present. It allows neither a set prefix nor `IfExists`. */
export const nullOperator = 'Null';

/** Returns `undefined` for a name that IAM does not know. `Null` is handled separately. */
export const findOperator = (name: string): NamedOperator | undefined => {
  const [, prefix, bare = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const operator = operators.get(bare);
  if (operator === undefined) return undefined;
  const over = prefix === 'ForAllValues' || prefix === 'ForAnyValue' ? prefix : undefined;
  return { operator, over, ifExists: ifExists !== undefined };
};
