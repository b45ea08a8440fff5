import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds functions of action groups with more parameters than the default quota. */
export const parametersOverQuota: Rule = (model) =>
  creationRules
    .parametersOverQuota(chainOf(model))
    .map((one) => ({ code: 'PARAMETERS_OVER_QUOTA', ...one }));
