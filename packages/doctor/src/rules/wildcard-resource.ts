import { type GrantedAction, grantedActions } from '../policy/granted-actions.ts';
import { lookUpAction } from '../policy/iam-reference.ts';
import type { Rule } from './rule.ts';

/** Each opens a hop, and is granted on what the stack itself deploys: of these, all of a type is too much, too. */
const hopActions =
  /^(?:bedrock:InvokeAgent|bedrock:InvokeModel|bedrock:InvokeModelWithResponseStream|bedrock-agentcore:InvokeGateway|lambda:InvokeFunction|secretsmanager:GetSecretValue)$/i;

/** The resource part of an ARN that names a type and nothing of it, such as `agent-alias/*`. */
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

/** Actions that are granted on everything where IAM offers less. */
export const wildcardResource: Rule = async (model) => {
  const facts = grantedActions(model)
    .filter(isWild)
    .map(async ({ action, place }) => {
      const looked = await lookUpAction(action);
      if (!looked.found || !looked.action.needsResource) return [];
      const takes = looked.action.arnPatterns[0] ?? '';
      return [{ code: 'WILDCARD_RESOURCE' as const, ...place, action, takes }];
    });
  return (await Promise.all(facts)).flat();
};
