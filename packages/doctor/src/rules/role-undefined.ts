import { chainOf } from '@hopwise/chain/chain';
import { creationRules } from '@hopwise/chain/creation-rules';
import { nearestName } from '../specification/nearest-name.ts';
import type { Rule } from './rule.ts';

/** Finds roles with almost the name of a role of the template. A role with another name can be in another stack. */
export const roleUndefined: Rule = (model) =>
  creationRules.roleUndefined(chainOf(model)).flatMap(({ known, ...one }) => {
    const nearest = nearestName(one.name, known);
    return nearest === undefined ? [] : [{ code: 'ROLE_UNDEFINED' as const, ...one, nearest }];
  });
