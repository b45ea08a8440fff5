import type { TemplateModel } from '@hopwise/template/template-model';
import { neededGrants } from '../needs/ineffective-grants.ts';
import {
  type ActionMismatch,
  actionMismatches,
  isGrantedElsewhere,
  rolesWith,
  rolesWithoutHiddenCallers,
} from '../policy/action-mismatches.ts';
import { lookUpAction } from '../policy/iam-reference.ts';
import type { Rule } from './rule.ts';

/** Finds actions on a type of resource that they do not support, such as `bedrock:InvokeAgent` on an agent. */
export const actionResourceMismatch: Rule = async (model) => {
  const needed = await neededGrants(model);
  const mismatches = await actionMismatches(model);
  const unsupported = Map.groupBy(mismatches, ({ statement }) => statement);
  const facts = mismatches.map(async (one) => {
    const others = new Set(unsupported.get(one.statement)?.map(({ action }) => action));
    model.spend(one.statement.actions.length + others.size);
    return {
      code: 'ACTION_RESOURCE_MISMATCH' as const,
      ...one.place,
      hop: needed.get(one) ?? one.place.hop,
      action: one.action,
      resource: one.statement.resources.join(', '),
      takes: one.takes.join(' or '),
      isHarmless:
        !needed.has(one) && (isSuperfluous(one, model) || (await hasNamesake(one, others))),
    };
  });
  return Promise.all(facts);
};

/** Whether no role with the statement needs it: it has the action elsewhere, or no caller of the template needs the action. */
const isSuperfluous = (mismatch: ActionMismatch, model: TemplateModel): boolean => {
  const roles = rolesWith(mismatch, model);
  const without = rolesWithoutHiddenCallers(model);
  return (
    roles.length > 0 &&
    roles.every((role) => without.has(role.logicalId) || isGrantedElsewhere(mismatch, role, model))
  );
};

const operationOf = (action: string): string => action.split(':')[1]?.toLowerCase() ?? '';

/** Whether the statement grants the action of another service with the same name. */
const hasNamesake = async (
  { action, statement }: ActionMismatch,
  unsupported: ReadonlySet<string>,
): Promise<boolean> => {
  const namesakes = statement.actions.filter(
    (other) =>
      other !== action && operationOf(other) === operationOf(action) && !unsupported.has(other),
  );
  const known = await Promise.all(namesakes.map(async (one) => (await lookUpAction(one)).found));
  return known.includes(true);
};
