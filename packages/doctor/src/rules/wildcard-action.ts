import { asAlternatives } from '@hopwise/template/json';
import { render } from '@hopwise/template/render';
import { grantedActions, isActionPattern } from '../policy/granted-actions.ts';
import { identityStatements } from '../policy/policy-statements.ts';
import type { Rule } from './rule.ts';

/** Finds statements that allow actions with a wildcard or with `NotAction`. */
export const wildcardAction: Rule = (model) => [
  ...grantedActions(model)
    .filter(({ statement, action }) => statement.effect === 'Allow' && isActionPattern(action))
    .map(({ action, place }) => ({ code: 'WILDCARD_ACTION' as const, ...place, action })),
  ...identityStatements(model)
    .filter(({ effect, statement }) => effect === 'Allow' && statement.NotAction !== undefined)
    .map(({ logicalId, where, statement }) => ({
      code: 'WILDCARD_ACTION' as const,
      logicalId,
      where,
      hop: null,
      action: `other than ${asAlternatives(statement.NotAction).map(render).join(', ')}`,
    })),
];
