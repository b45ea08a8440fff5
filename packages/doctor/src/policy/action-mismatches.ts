import { arnPattern } from '@hopwise/chain/arn-patterns';
import { chainOf } from '@hopwise/chain/chain';
import { arnsOverlap } from '@hopwise/chain/glob-overlap';
import {
  allows,
  type PolicyStatement,
  statementsIn,
  statementsOfRole,
} from '@hopwise/chain/policy-statements';
import { asList } from '@hopwise/template/json';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { type GrantedAction, grantedActions } from './granted-actions.ts';
import { lookUpAction } from './iam-reference.ts';

/** An action in a statement whose resources all have a type that the action does not support. */
export type ActionMismatch = GrantedAction & {
  /** The forms of ARNs that the action supports. */
  readonly takes: readonly string[];
};

/** The actions that their statements do not grant, because no resource fits. A statement can mix services. */
export const actionMismatches = oncePerObject(
  async (model: TemplateModel): Promise<readonly ActionMismatch[]> =>
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
  if (resources.length === 0 || fitsOne(resources, arnPatterns, model)) return [];
  return [{ ...granted, takes: arnPatterns }];
};

/** Whether one of the resources can have one of these forms. An unknown resource can fit. */
const fitsOne = (
  resources: readonly string[],
  arnPatterns: readonly string[],
  model: TemplateModel,
): boolean => {
  const { texts } = chainOf(model);
  return resources.some((resource) => {
    const pattern = arnPattern(resource, texts);
    return pattern === undefined || arnPatterns.some((one) => arnsOverlap(one, pattern));
  });
};

/** Whether each role with the statement has the action in another statement, on a resource that fits. */
export const isGrantedElsewhere = (
  { statement, action, takes }: ActionMismatch,
  model: TemplateModel,
): boolean => {
  const roles = model
    .ofType('AWS::IAM::Role')
    .map((role) => ({ role, statements: statementsOfRole(role, chainOf(model)) }))
    .filter(({ statements }) => statements.some(({ where }) => where === statement.where));
  return (
    roles.length > 0 &&
    roles.every(({ role, statements }) =>
      [...statements, ...statementsOfAws(role, model)].some(
        (one) => allows(one, action) && fitsOne(one.resources, takes, model),
      ),
    )
  );
};

/** The statements of AWS's managed policies that a role has. */
const statementsOfAws = (
  { logicalId, properties }: TemplateResource,
  model: TemplateModel,
): readonly PolicyStatement[] => {
  const { managedPolicies, texts } = chainOf(model);
  return asList(properties.ManagedPolicyArns).flatMap((arn) =>
    statementsIn(managedPolicies(texts.of(arn)), { logicalId, path: texts.of(arn) }),
  );
};
