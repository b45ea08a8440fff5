import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds targets that CloudFormation can create before the grant of their gateway. */
export const grantRacesTarget: Rule = (model) =>
  creationRules
    .grantRacesTarget(chainOf(model))
    .map((one) => ({ code: 'GRANT_RACES_TARGET', ...one }));
