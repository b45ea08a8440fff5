import { arnsOverlap } from '@hopwise/chain/glob-overlap';
import { oncePerModel } from '@hopwise/template/once-per-model';
import type { TemplateModel } from '@hopwise/template/template-model';
import { expandArns } from './arn-text.ts';
import { type GrantedAction, grantedActions, resourcePattern } from './granted-actions.ts';
import { lookUpAction } from './iam-reference.ts';

/** An action in a statement whose resources all have a type that the action does not support. */
export type ActionMismatch = GrantedAction & {
  /** The forms of ARNs that the action supports. */
  readonly takes: readonly string[];
};

/** The actions that their statements do not grant, because no resource fits. A statement can mix services. */
export const actionMismatches = oncePerModel(
  async (model): Promise<readonly ActionMismatch[]> =>
    (await Promise.all(grantedActions(model).map((one) => judge(one, model)))).flat(),
);

const judge = async (
  granted: GrantedAction,
  model: TemplateModel,
): Promise<readonly ActionMismatch[]> => {
  const looked = await lookUpAction(granted.action);
  if (!looked.found || looked.action.arnPatterns.length === 0) return [];
  const { arnPatterns } = looked.action;
  const { resources } = granted.statement;
  // An unknown resource can fit.
  const canFit = (resource: string): boolean => {
    if (!expandArns(resource, model).startsWith('arn:')) return true;
    const pattern = resourcePattern(resource, model);
    return arnPatterns.some((one) => arnsOverlap(one, pattern));
  };
  if (resources.length === 0 || resources.some(canFit)) return [];
  return [{ ...granted, takes: arnPatterns }];
};
