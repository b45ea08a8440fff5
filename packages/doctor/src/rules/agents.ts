import type { Fact } from '../fact.ts';
import { asList, at } from '../template/json.ts';
import { render } from '../template/render.ts';
import type { Rule } from './rule.ts';

const functionName = /^([0-9a-zA-Z][_-]?){1,100}$/;

/** An agent that is deployed and never prepared. */
export const agentNotPrepared: Rule = (model) =>
  model
    .ofType('AWS::Bedrock::Agent')
    .filter(({ properties }) => ['false', undefined].includes(boolOf(properties.AutoPrepare)))
    .map(({ logicalId }) => ({
      code: 'AGENT_NOT_PREPARED',
      ...{ logicalId, where: `${logicalId}.AutoPrepare`, hop: 3, agentId: logicalId },
    }));

const boolOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : render(value);

/** An alias that does not follow its agent. */
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
        ...{ logicalId, where, hop: 3, aliasId: logicalId, version: String(version) },
      },
    ];
  });

/** Functions of an action group that Bedrock refuses by their names. */
export const functionNameInvalid: Rule = (model) =>
  model.ofType('AWS::Bedrock::Agent').flatMap(({ logicalId, properties }) =>
    namesIn(properties.ActionGroups)
      .filter((name) => !name.includes('${') && !functionName.test(name))
      .map(
        (name): Fact => ({
          code: 'FUNCTION_NAME_INVALID',
          ...{ logicalId, where: `${logicalId}.ActionGroups`, hop: 4, name },
        }),
      ),
  );

const namesIn = (groups: unknown): readonly string[] =>
  asList(groups).flatMap((group) =>
    asList(at(group, 'FunctionSchema', 'Functions')).map((one) => render(at(one, 'Name'))),
  );
