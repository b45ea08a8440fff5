import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds functions that cannot reach the token endpoint or the gateway from their VPC. */
export const vpcWithoutWayOut: Rule = (model) =>
  creationRules
    .vpcWithoutWayOut(chainOf(model))
    .map((one) => ({ code: 'VPC_WITHOUT_WAY_OUT', ...one }));
