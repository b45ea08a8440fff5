import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds app clients without the client secret that their flow or a function needs. */
export const clientSecretMissing: Rule = (model) =>
  creationRules
    .clientSecretMissing(chainOf(model))
    .map((one) => ({ code: 'CLIENT_SECRET_MISSING', ...one }));
