import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds targets whose function has a fixed Region or account. */
export const targetElsewhere: Rule = (model) =>
  creationRules
    .targetElsewhere(chainOf(model))
    .map((one) => ({ code: 'TARGET_ELSEWHERE', ...one }));
