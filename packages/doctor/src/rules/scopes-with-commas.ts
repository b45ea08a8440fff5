import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds variables with scopes that are separated by commas. */
export const scopesWithCommas: Rule = (model) =>
  creationRules
    .scopesWithCommas(chainOf(model))
    .map((one) => ({ code: 'SCOPES_WITH_COMMAS', ...one }));
