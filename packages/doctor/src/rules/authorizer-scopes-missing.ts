import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds methods whose authorizer accepts only ID tokens, although people have access tokens. */
export const authorizerScopesMissing: Rule = (model) =>
  creationRules
    .authorizerScopesMissing(chainOf(model))
    .map((one) => ({ code: 'AUTHORIZER_SCOPES_MISSING', ...one }));
