import type { Chain } from '@hopwise/chain/chain';
import type { ChainLink, LinkKind } from '@hopwise/chain/chain-link';
import { asAlternatives, at } from '@hopwise/template/json';
import type { TemplateResource } from '@hopwise/template/template-model';
import { type ApiMethod, methodsOf } from './api-methods.ts';
import type { DeployedChain } from './deployed-chain.ts';
import { type GatewayClient, gatewayClientsOf } from './gateway-clients.ts';

/** An alias of an agent, and the function that invokes it. */
export type CalledAlias = {
  readonly agentId: string;
  readonly agentAliasId: string;
  readonly aliasArn: string;
  /** ARN of the function. */
  readonly callerArn: string;
};

export type ActionGroup = { readonly agentId: string; readonly functionArn: string };

export type FunctionTarget = {
  readonly gatewayId: string;
  readonly name: string;
  readonly functionArn: string;
  /** Names of the tools whose schema is in the template. */
  readonly tools: readonly string[];
};

/** Who calls whom in the stacks, with the ids that AWS gave to them. The deployed objects have the rest. */
export type LiveTopology = {
  readonly chain: Chain;
  /** Methods and routes of APIs that run a function. Those on the way to an agent come first. */
  readonly methods: readonly ApiMethod[];
  readonly aliases: readonly CalledAlias[];
  /** Ids of the agents, also of those outside of the stacks that a function invokes. */
  readonly agentIds: readonly string[];
  readonly actionGroups: readonly ActionGroup[];
  /** Functions that call a gateway with a token. */
  readonly gatewayClients: readonly GatewayClient[];
  readonly gatewayIds: readonly string[];
  readonly functionTargets: readonly FunctionTarget[];
};

export const liveTopology = ({ chain, outputs }: DeployedChain): LiveTopology => {
  const aliases = linksOf(chain, 'function → agent').flatMap((link) => aliasOf(link, chain));
  const gateways = chain.model.ofType('AWS::BedrockAgentCore::Gateway');
  return {
    chain,
    aliases,
    methods: methodsOf(chain, { outputs, callers: new Set(aliases.map((one) => one.callerArn)) }),
    agentIds: [
      ...new Set([
        ...aliases.map(({ agentId }) => agentId),
        ...chain.model
          .ofType('AWS::Bedrock::Agent')
          .map(({ logicalId }) => chain.texts.attribute(logicalId, 'AgentId')),
      ]),
    ],
    actionGroups: linksOf(chain, 'agent → function').map(({ from, to: functionArn }) => ({
      agentId: chain.texts.attribute(from.logicalId, 'AgentId'),
      functionArn,
    })),
    gatewayClients: gatewayClientsOf(chain),
    gatewayIds: gateways.map(({ logicalId }) => gatewayIdOf(logicalId, chain)),
    functionTargets: linksOf(chain, 'gateway → function').map((link) => targetOf(link, chain)),
  };
};

export const linksOf = ({ links }: Chain, kind: LinkKind): readonly ChainLink[] =>
  links.filter((one) => one.kind === kind);

const gatewayIdOf = (logicalId: string, { texts }: Chain): string =>
  texts.attribute(logicalId, 'GatewayIdentifier');

const aliasOf = ({ from, to }: ChainLink, { texts }: Chain): readonly CalledAlias[] => {
  const [, agentId, agentAliasId] = /agent-alias\/([^/]+)\/([^/]+)$/.exec(to) ?? [];
  if (agentId === undefined || agentAliasId === undefined) return [];
  const callerArn = texts.attribute(from.logicalId, 'Arn');
  return [{ agentId, agentAliasId, aliasArn: to, callerArn }];
};

const targetOf = ({ from, to, where }: ChainLink, chain: Chain): FunctionTarget => {
  const target = chain.model.find(where.split('.TargetConfiguration')[0] ?? '');
  return {
    gatewayId: gatewayIdOf(from.logicalId, chain),
    name: chain.texts.of(target?.properties.Name),
    functionArn: to,
    tools: target === undefined ? [] : toolsOf(target, chain),
  };
};

const toolsOf = ({ properties }: TemplateResource, { texts }: Chain): readonly string[] =>
  asAlternatives(
    at(properties, 'TargetConfiguration', 'Mcp', 'Lambda', 'ToolSchema', 'InlinePayload'),
  ).map((tool) => texts.of(at(tool, 'Name')));
