import { identityStatements } from '@hopwise/chain/policy-statements';
import { asAlternatives } from '@hopwise/template/json';
import { listedNames } from '@hopwise/template/listed-names';
import { render } from '@hopwise/template/render';
import { grantedActions, isActionPattern } from '../policy/granted-actions.ts';
import type { Rule } from './rule.ts';

/** Finds resources whose policies allow actions with a wildcard or with `NotAction`. Each resource is found once. */
export const wildcardAction: Rule = (model) => {
  const found = [
    ...grantedActions(model)
      .filter(({ statement, action }) => statement.effect === 'Allow' && isActionPattern(action))
      .map(({ action, place }) => ({ ...place, action })),
    ...identityStatements(model)
      .filter(({ effect, statement }) => effect === 'Allow' && statement.NotAction !== undefined)
      .map(({ logicalId, where, statement }) => ({
        logicalId,
        where,
        hop: null,
        action: `other than ${asAlternatives(statement.NotAction).map(render).join(', ')}`,
      })),
  ];
  return [...Map.groupBy(found, ({ logicalId }) => logicalId).values()].flatMap((all) =>
    all.slice(0, 1).map(({ action: _, ...place }) => ({
      code: 'WILDCARD_ACTION' as const,
      ...place,
      actions: listedNames([...new Set(all.map(({ action }) => action))]),
    })),
  );
};
