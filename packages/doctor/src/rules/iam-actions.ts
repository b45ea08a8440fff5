import type { HopNumber } from '@hopwise/contracts/hops';
import type { Fact } from '../fact.ts';
import { expandArns } from '../policy/arn-text.ts';
import { arnsOverlap } from '../policy/glob-overlap.ts';
import { type KnownAction, lookUpAction } from '../policy/iam-reference.ts';
import { identityStatements, type PolicyStatement } from '../policy/policy-statements.ts';
import { unknownText } from '../template/render.ts';
import type { TemplateModel } from '../template/template-model.ts';
import type { Rule } from './rule.ts';

/** Hops at which an action is decided; every other action belongs to none. */
const hopOfAction = (action: string): HopNumber | null => {
  if (/^bedrock:InvokeAgent$/i.test(action)) return 3;
  if (/^bedrock:InvokeModel/i.test(action)) return 4;
  if (/^(?:secretsmanager|bedrock-agentcore):/i.test(action)) return 6;
  return /^(?:securityhub|guardduty|inspector2|access-analyzer):/i.test(action) ? 7 : null;
};

type Judged = { readonly statement: PolicyStatement; readonly action: string };

const place = ({ statement: { logicalId, where }, action }: Judged) => ({
  ...{ logicalId, where, action },
  hop: hopOfAction(action),
});

const patternOf = (resource: string, model: TemplateModel): string =>
  expandArns(resource, model).replaceAll(/\$\{[^}]*\}/g, '*');

const mismatches = (
  judged: Judged,
  { arnPatterns }: KnownAction,
  model: TemplateModel,
): readonly Fact[] =>
  judged.statement.resources
    .filter((resource) => expandArns(resource, model).startsWith('arn:'))
    .filter((resource) => {
      const pattern = patternOf(resource, model);
      return arnPatterns.length > 0 && !arnPatterns.some((one) => arnsOverlap(one, pattern));
    })
    .map((resource) => ({
      ...place(judged),
      code: 'ACTION_RESOURCE_MISMATCH',
      ...{ resource, takes: arnPatterns.join(' or ') },
    }));

const judge = async (judged: Judged, model: TemplateModel): Promise<readonly Fact[]> => {
  const { action, statement } = judged;
  if (action.includes(unknownText) || action.includes('${')) return [];
  if (action === '*' || /[*?]/.test(action)) {
    return statement.effect === 'Allow' ? [{ ...place(judged), code: 'WILDCARD_ACTION' }] : [];
  }
  const looked = await lookUpAction(action);
  if (!looked.found) return [{ ...place(judged), code: 'ACTION_UNKNOWN', nearest: looked.nearest }];
  const isWild = statement.effect === 'Allow' && statement.resources.includes('*');
  if (isWild && looked.action.needsResource) {
    const takes = looked.action.arnPatterns[0] ?? '';
    return [{ ...place(judged), code: 'WILDCARD_RESOURCE', takes }];
  }
  return mismatches(judged, looked.action, model);
};

/** Actions that IAM does not know, resources that they do not take, and wildcards where IAM offers less. */
export const iamActions: Rule = async (model) => {
  const judged = identityStatements(model).flatMap((statement) =>
    statement.actions.map((action) => ({ statement, action })),
  );
  return (await Promise.all(judged.map((one) => judge(one, model)))).flat();
};
