import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds references to names that the template does not declare. */
export const referenceUndefined: Rule = (model) =>
  creationRules
    .referenceUndefined(chainOf(model))
    .map((one) => ({ code: 'REFERENCE_UNDEFINED', ...one }));
