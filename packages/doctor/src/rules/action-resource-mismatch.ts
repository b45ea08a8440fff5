import { arnsOverlap } from '@hopwise/chain/glob-overlap';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { TemplateFact } from '../catalogue/fact.ts';
import { expandArns } from '../policy/arn-text.ts';
import { type GrantedAction, grantedActions, resourcePattern } from '../policy/granted-actions.ts';
import { lookUpAction } from '../policy/iam-reference.ts';
import type { Rule } from './rule.ts';

/** A statement can mix services: each action needs one resource that fits, and unknown resources can fit. */
const judge = async (
  { statement, action, place }: GrantedAction,
  model: TemplateModel,
): Promise<readonly TemplateFact[]> => {
  const looked = await lookUpAction(action);
  if (!looked.found || looked.action.arnPatterns.length === 0) return [];
  const { arnPatterns } = looked.action;
  const { resources } = statement;
  const canFit = (resource: string): boolean => {
    if (!expandArns(resource, model).startsWith('arn:')) return true;
    const pattern = resourcePattern(resource, model);
    return arnPatterns.some((one) => arnsOverlap(one, pattern));
  };
  if (resources.length === 0 || resources.some(canFit)) return [];
  const fact = { code: 'ACTION_RESOURCE_MISMATCH', ...place, action } as const;
  return [{ ...fact, resource: resources.join(', '), takes: arnPatterns.join(' or ') }];
};

/** Finds actions on a type of resource that they do not support, such as `bedrock:InvokeAgent` on an agent. */
export const actionResourceMismatch: Rule = async (model) =>
  (await Promise.all(grantedActions(model).map((one) => judge(one, model)))).flat();
