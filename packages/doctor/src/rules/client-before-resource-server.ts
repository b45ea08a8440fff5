import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds app clients that CloudFormation can create before the resource server of their scope. */
export const clientBeforeResourceServer: Rule = (model) =>
  creationRules
    .clientBeforeResourceServer(chainOf(model))
    .map((one) => ({ code: 'CLIENT_BEFORE_RESOURCE_SERVER', ...one }));
