import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import type { Rule } from './rule.ts';

/** Finds names of gateways and tools that AWS refuses. */
export const nameTooLong: Rule = (model) =>
  creationRules.nameTooLong(chainOf(model)).map((one) => ({ code: 'NAME_TOO_LONG', ...one }));
