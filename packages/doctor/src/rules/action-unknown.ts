import { grantedActions, isActionPattern } from '../policy/granted-actions.ts';
import { lookUpAction } from '../policy/iam-reference.ts';
import type { Rule } from './rule.ts';

/** Finds actions that do not exist in IAM. They grant nothing, and IAM reports no error. */
export const actionUnknown: Rule = async (model) => {
  const facts = grantedActions(model)
    .filter(({ action }) => !isActionPattern(action))
    .map(async ({ action, place }) => {
      const looked = await lookUpAction(action);
      if (looked.found) return [];
      return [{ code: 'ACTION_UNKNOWN' as const, ...place, action, nearest: looked.nearest }];
    });
  return (await Promise.all(facts)).flat();
};
