import { listedNames } from '@hopwise/template/listed-names';
import { type GrantedAction, grantedActions } from '../policy/granted-actions.ts';
import { lookUpAction } from '../policy/iam-reference.ts';
import type { Rule } from './rule.ts';

/** Actions that open a hop. The stack deploys their resources, so a grant on a whole type is too broad. */
const hopActions =
  /^(?:bedrock:InvokeAgent|bedrock:InvokeModel|bedrock:InvokeModelWithResponseStream|bedrock-agentcore:InvokeGateway|lambda:InvokeFunction|secretsmanager:GetSecretValue)$/i;

/** The resource part of an ARN that names only a type, such as `agent-alias/*`. */
const wholeType = /^(?:[a-z-]+[/:])?[*/:]+$/;

const arnParts = 6;

const isWholeType = (resource: string): boolean => {
  const parts = resource.replaceAll(/\$\{[^}]*\}/g, 'x').split(':');
  return parts.length >= arnParts && wholeType.test(parts.slice(arnParts - 1).join(':'));
};

const isWild = ({ statement, action }: GrantedAction): boolean =>
  statement.effect === 'Allow' &&
  (statement.resources.includes('*') ||
    (hopActions.test(action) && statement.resources.some(isWholeType)));

/** Finds resources whose policies grant actions on every resource, although these support narrower ones. */
export const wildcardResource: Rule = async (model) => {
  const looking = grantedActions(model)
    .filter(isWild)
    .map(async ({ action, place }) => {
      const looked = await lookUpAction(action);
      if (!looked.found || !looked.action.needsResource) return [];
      return [{ place, action, takes: looked.action.arnPatterns[0] ?? '' }];
    });
  const found = (await Promise.all(looking)).flat();
  return [...Map.groupBy(found, ({ place }) => place.logicalId).values()].flatMap((all) =>
    all.slice(0, 1).map(({ place }) => ({
      code: 'WILDCARD_RESOURCE' as const,
      ...place,
      actions: listedNames([...new Set(all.map(({ action }) => action))]),
      takes: listedNames([...new Set(all.map(({ takes }) => takes))]),
    })),
  );
};
