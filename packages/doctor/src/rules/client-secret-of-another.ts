import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds credentials that are the id of one app client and the client secret of another. */
export const clientSecretOfAnother: Rule = (model) =>
  creationRules
    .clientSecretOfAnother(chainOf(model))
    .map((one) => ({ code: 'CLIENT_SECRET_OF_ANOTHER', ...one }));
