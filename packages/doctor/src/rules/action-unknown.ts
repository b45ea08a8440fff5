import { neededGrants } from '../needs/ineffective-grants.ts';
import { unknownActions } from '../policy/unknown-actions.ts';
import type { Rule } from './rule.ts';

/** Finds actions that do not exist in IAM. They grant nothing, and IAM reports no error. */
export const actionUnknown: Rule = async (model) => {
  const needed = await neededGrants(model);
  return (await unknownActions(model)).map((one) => ({
    code: 'ACTION_UNKNOWN',
    ...one.place,
    hop: needed.get(one) ?? one.place.hop,
    action: one.action,
    nearest: one.nearest,
    isNeeded: needed.has(one),
  }));
};
