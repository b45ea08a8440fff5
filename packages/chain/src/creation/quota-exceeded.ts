import { asList, at } from '@hopwise/template/json';
import type { CreationRule } from './creation-rule.ts';
import { operationsOf } from './openapi-operations.ts';

/**
 * Default quotas, which are adjustable.
 * https://docs.aws.amazon.com/general/latest/gr/bedrock.html
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html
 */
const quotas = {
  'APIs per Agent': 11,
  'Action groups per Agent': 20,
  'Targets per gateway': 100,
  'Tools per target': 1000,
} as const;

type Quota = keyof typeof quotas;

type Counted = {
  readonly logicalId: string;
  readonly where: string;
  readonly hop: 4 | 7;
  readonly quota: Quota;
  /** What is counted, for a person. */
  readonly counted: string;
  readonly count: number;
};

/** Finds agents, gateways and targets with more parts than the default quotas of an account allow. */
export const quotaExceeded: CreationRule<{
  readonly quota: string;
  readonly counted: string;
  readonly count: number;
  readonly max: number;
}> = (chain) =>
  [...ofAgents(chain), ...ofGateways(chain), ...ofTargets(chain)]
    .map((one) => ({ ...one, max: quotas[one.quota] }))
    .filter(({ count, max }) => count > max);

type Count = (...args: Parameters<CreationRule<object>>) => readonly Counted[];

const ofAgents: Count = ({ model, readYaml }) =>
  model.ofType('AWS::Bedrock::Agent').flatMap(({ logicalId, properties }) => {
    const groups = asList(properties.ActionGroups);
    const operations = groups.flatMap((one) =>
      operationsOf(at(one, 'ApiSchema', 'Payload'), readYaml),
    );
    const place = { logicalId, where: `${logicalId}.ActionGroups`, hop: 4 } as const;
    return [
      {
        ...place,
        quota: 'APIs per Agent',
        counted: 'operations in its OpenAPI schemas',
        count: operations.length,
      },
      {
        ...place,
        quota: 'Action groups per Agent',
        counted: 'action groups',
        count: groups.length,
      },
    ] as const;
  });

const ofGateways: Count = ({ model, texts }) => {
  const targets = Map.groupBy(
    model.ofType('AWS::BedrockAgentCore::GatewayTarget'),
    ({ properties }) => texts.of(properties.GatewayIdentifier),
  );
  return model.ofType('AWS::BedrockAgentCore::Gateway').map(({ logicalId }) => ({
    logicalId,
    where: logicalId,
    hop: 7,
    quota: 'Targets per gateway',
    counted: 'targets',
    count: targets.get(texts.attribute(logicalId, 'Ref'))?.length ?? 0,
  }));
};

const ofTargets: Count = ({ model }) =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').map(({ logicalId, properties }) => ({
    logicalId,
    where: `${logicalId}.TargetConfiguration`,
    hop: 7,
    quota: 'Tools per target',
    counted: 'tools',
    count: asList(
      at(properties, 'TargetConfiguration', 'Mcp', 'Lambda', 'ToolSchema', 'InlinePayload'),
    ).length,
  }));
