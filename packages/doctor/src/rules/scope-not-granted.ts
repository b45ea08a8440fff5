import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import { definedScopes } from '@hopwise/chain/defined-scopes';
import type { Rule } from './rule.ts';

/** Finds functions that request a scope of the template which their app client does not have. */
export const scopeNotGranted: Rule = (model) => {
  // SCOPE_UNDEFINED names a scope that does not exist. Other scopes can be those of another system.
  const defined = definedScopes(model);
  return creationRules
    .scopeNotGranted(chainOf(model))
    .filter(({ scope }) => defined.includes(scope))
    .map((one) => ({ code: 'SCOPE_NOT_GRANTED', ...one }));
};
