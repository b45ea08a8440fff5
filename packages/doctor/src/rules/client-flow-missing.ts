import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds app clients of machines that do not allow `client_credentials`. */
export const clientFlowMissing: Rule = (model) =>
  creationRules
    .clientFlowMissing(chainOf(model))
    .map((one) => ({ code: 'CLIENT_FLOW_MISSING', ...one }));
