import { arnPattern } from '@hopwise/chain/arn-patterns';
import { chainOf } from '@hopwise/chain/chain';
import { arnsOverlap } from '@hopwise/chain/glob-overlap';
import {
  allows,
  type PolicyStatement,
  servicePrincipals,
  statementsIn,
  statementsOfRole,
  trustStatements,
} from '@hopwise/chain/policy-statements';
import { asList, asObject } from '@hopwise/template/json';
import { oncePerObject } from '@hopwise/template/once-per-object';
import { render } from '@hopwise/template/render';
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

/** The roles with the statement of a mismatch. */
export const rolesWith = (
  { statement }: ActionMismatch,
  model: TemplateModel,
): readonly TemplateResource[] =>
  model
    .ofType('AWS::IAM::Role')
    .filter((role) =>
      statementsOfRole(role, chainOf(model)).some(({ where }) => where === statement.where),
    );

/** Whether a role has the action in another statement, on a resource that fits. */
export const isGrantedElsewhere = (
  { action, takes }: ActionMismatch,
  role: TemplateResource,
  model: TemplateModel,
): boolean =>
  [...statementsOfRole(role, chainOf(model)), ...statementsOfAws(role, model)].some(
    (one) => allows(one, action) && fitsOne(one.resources, takes, model),
  );

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

/**
 * The roles with which no code calls AWS that the template hides. The service role of an agent runs no code: the chain knows
 * every call that the agent makes with it. A role that only people who sign in can assume has no caller in the template.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html
 */
export const rolesWithoutHiddenCallers = oncePerObject(
  (model: TemplateModel): ReadonlySet<string> => {
    const { links } = chainOf(model);
    const byKind = Map.groupBy(links, ({ kind }) => kind);
    const ofAgents = new Set(byKind.get('agent → role')?.map(({ toId }) => toId));
    const ofFunctions = new Set(byKind.get('function → role')?.map(({ toId }) => toId));
    const found = model.ofType('AWS::IAM::Role').filter((role) => {
      const trusts = trustStatements(role).filter(({ effect }) => effect === 'Allow');
      const services = trusts.flatMap(servicePrincipals);
      if (services.length === 0) return trusts.length > 0 && trusts.every(isForPeople);
      return (
        services.every((one) => one === 'bedrock.amazonaws.com') &&
        ofAgents.has(role.logicalId) &&
        !ofFunctions.has(role.logicalId)
      );
    });
    return new Set(found.map(({ logicalId }) => logicalId));
  },
);

const isForPeople = ({ statement }: PolicyStatement): boolean =>
  asList(asObject(statement.Principal).Federated)
    .map(render)
    .includes('cognito-identity.amazonaws.com');
