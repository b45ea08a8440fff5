import { asList, at } from '@hopwise/template/json';
import type { Rule } from './rule.ts';

/** Finds aliases with a fixed version of their agent. */
export const aliasVersionPinned: Rule = (model) =>
  model.ofType('AWS::Bedrock::AgentAlias').flatMap(({ logicalId, properties }) => {
    const [version] = asList(properties.RoutingConfiguration)
      .map((route) => at(route, 'AgentVersion'))
      .filter((one) => typeof one === 'string' || typeof one === 'number');
    if (version === undefined) return [];
    const where = `${logicalId}.RoutingConfiguration`;
    return [
      {
        code: 'ALIAS_VERSION_PINNED',
        logicalId,
        where,
        hop: 3,
        aliasId: logicalId,
        version: String(version),
      },
    ];
  });
