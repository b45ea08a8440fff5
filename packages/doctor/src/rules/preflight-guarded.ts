import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds APIs whose authorizer refuses the preflight of a browser. */
export const preflightGuarded: Rule = (model) =>
  creationRules
    .preflightGuarded(chainOf(model))
    .map((one) => ({ code: 'PREFLIGHT_GUARDED', ...one }));
