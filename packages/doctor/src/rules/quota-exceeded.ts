import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds agents, gateways and targets with more parts than the default quotas allow. */
export const quotaExceeded: Rule = (model) =>
  creationRules.quotaExceeded(chainOf(model)).map(({ logicalId, ...one }) => ({
    code: 'QUOTA_EXCEEDED',
    logicalId,
    owner: logicalId,
    ...one,
  }));
