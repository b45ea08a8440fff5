import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import { forPeople } from '@hopwise/chain/stand-ins';
import type { Rule } from './rule.ts';

/** Finds permissions whose `SourceArn` is no ARN. */
export const sourceArnInvalid: Rule = (model) =>
  creationRules
    .sourceArnInvalid(chainOf(model))
    .map(({ text, ...one }) => ({ code: 'SOURCE_ARN_INVALID', ...one, text: forPeople(text) }));
