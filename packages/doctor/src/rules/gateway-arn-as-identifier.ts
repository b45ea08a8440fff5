import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds targets that name their gateway by its ARN. */
export const gatewayArnAsIdentifier: Rule = (model) =>
  creationRules
    .gatewayArnAsIdentifier(chainOf(model))
    .map((one) => ({ code: 'GATEWAY_ARN_AS_IDENTIFIER', ...one }));
