import type { Chain } from '@hopwise/chain/chain';
import { functionsOf } from '@hopwise/template/functions';
import { asAlternatives, asObject, at, isIntrinsic } from '@hopwise/template/json';
import { type HopCall, reasonsIn } from './hop-call.ts';

const agentVariable = /AGENT_?(?:ALIAS|ID|ARN)/i;

/** Hop 3: functions that have an agent in their variables, although the chain finds no alias. */
export const unknownAgentCalls = ({ model, links }: Chain): readonly HopCall[] => {
  const linked = new Set(links.filter(({ hop }) => hop === 3).map(({ from }) => from.logicalId));
  return functionsOf(model)
    .filter(({ logicalId }) => !linked.has(logicalId))
    .flatMap(({ logicalId, properties }): readonly HopCall[] => {
      const variables = asObject(asObject(properties.Environment).Variables);
      const [name, value] =
        Object.entries(variables).find(([one]) => agentVariable.test(one)) ?? [];
      if (name === undefined) return [];
      const unknown = reasonsIn(value, model);
      const reasons = unknown.length > 0 ? unknown : [`its ${name} names no alias of the template`];
      return [{ hop: 3, call: logicalId, reasons }];
    });
};

/** Hop 4: agents. Hop 5: executors that the template does not show. */
export const agentCalls = (chain: Chain): readonly HopCall[] =>
  chain.model.ofType('AWS::Bedrock::Agent').flatMap(({ logicalId, properties }) => {
    const reasons =
      properties.AgentResourceRoleArn === undefined ? ['it has no AgentResourceRoleArn'] : [];
    const unknown = isIntrinsic(properties.ActionGroups)
      ? reasonsIn(properties.ActionGroups, chain.model)
      : asAlternatives(properties.ActionGroups).flatMap((group) =>
          reasonsIn(at(group, 'ActionGroupExecutor') ?? (isIntrinsic(group) && group), chain.model),
        );
    return [
      { hop: 4, call: logicalId, reasons },
      ...(unknown.length > 0 ? [{ hop: 5, call: logicalId, reasons: unknown } as const] : []),
    ];
  });
