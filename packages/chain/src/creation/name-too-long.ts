import { asList, at, type JsonObject } from '@hopwise/template/json';
import { hasStandIn } from '../texts/stand-ins.ts';
import type { CreationRule } from './creation-rule.ts';

/** https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGateway.html */
const maxGatewayName = 48;

/** Longest name of a tool with the prefix of its target, `target___tool`. */
const maxToolName = 64;

/** Finds names of gateways and of their tools that are too long. CloudFormation's schema allows longer ones. */
export const nameTooLong: CreationRule<{
  readonly kind: string;
  readonly name: string;
  readonly max: number;
}> = ({ model, texts }) => [
  ...model
    .ofType('AWS::BedrockAgentCore::Gateway')
    .map(({ logicalId, properties }) => ({ logicalId, name: texts.of(properties.Name) }))
    .filter(({ name }) => isLonger(name, maxGatewayName))
    .map(({ logicalId, name }) => ({
      logicalId,
      where: `${logicalId}.Name`,
      hop: 6 as const,
      kind: 'gateway',
      name,
      max: maxGatewayName,
    })),
  ...model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ logicalId, properties }) =>
    toolsOf(properties)
      .map((tool) => `${texts.of(properties.Name)}___${texts.of(at(tool, 'Name'))}`)
      .filter((name) => isLonger(name, maxToolName))
      .map((name) => ({
        logicalId,
        where: `${logicalId}.TargetConfiguration`,
        hop: 7 as const,
        kind: 'tool',
        name,
        max: maxToolName,
      })),
  ),
];

const isLonger = (name: string, max: number): boolean => !hasStandIn(name) && name.length > max;

/** The tools of a function, and those that a target of a REST API renames. */
const toolsOf = (properties: JsonObject): readonly unknown[] => {
  const mcp = at(properties, 'TargetConfiguration', 'Mcp');
  return [
    ...asList(at(mcp, 'Lambda', 'ToolSchema', 'InlinePayload')),
    ...asList(at(mcp, 'ApiGateway', 'ApiGatewayToolConfiguration', 'ToolOverrides')),
  ];
};
