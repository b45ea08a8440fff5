import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds MCP-server targets that do not name the service for which the gateway signs. */
export const targetProviderMissing: Rule = (model) =>
  creationRules
    .targetProviderMissing(chainOf(model))
    .map((one) => ({ code: 'TARGET_PROVIDER_MISSING', ...one }));
