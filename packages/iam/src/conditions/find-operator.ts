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

/** An operator as a policy names it, with its set prefix and its `IfExists`. */
export type NamedOperator = {
  readonly operator: ConditionOperator;
  readonly over: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
};

/** The one operator that asks for the key's presence; it takes neither prefix nor `IfExists`. */
export const nullOperator = 'Null';

/** Undefined for a name that IAM does not know. `Null` is not found here. */
export const findOperator = (name: string): NamedOperator | undefined => {
  const [, prefix, bare = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const operator = operators.get(bare);
  if (operator === undefined) return undefined;
  const over = prefix === 'ForAllValues' || prefix === 'ForAnyValue' ? prefix : undefined;
  return { operator, over, ifExists: ifExists !== undefined };
};
