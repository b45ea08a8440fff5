import { asList, asObject, at, isIntrinsic } from '@hopwise/template/json';
import { lambdaTarget } from '@hopwise/template/links';
import { render } from '@hopwise/template/render';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

const types = ['string', 'number', 'object', 'array', 'boolean', 'integer'];

const requiredKeys = ['Name', 'Description', 'InputSchema'];

/** Deeper than any real tool schema. It bounds the recursion. */
const maxDepth = 50;

/** What is wrong with the types of a schema, with the path to each node. */
const wrongTypes = (schema: unknown, path: string, depth = 0): readonly string[] => {
  if (depth > maxDepth || isIntrinsic(schema)) return [];
  const { Type, Items, Properties } = asObject(schema);
  const inner = isIntrinsic(Properties) ? {} : asObject(Properties);
  return [
    ...(Type === undefined ? [`${path} has no Type`] : []),
    ...(Array.isArray(Type) ? [`${path} has a list as its Type`] : []),
    ...(typeof Type === 'string' && !types.includes(Type) ? [`${path} has the Type ${Type}`] : []),
    ...(Items === undefined ? [] : wrongTypes(Items, `${path}.Items`, depth + 1)),
    ...Object.entries(inner).flatMap(([name, one]) =>
      wrongTypes(one, `${path}.Properties.${name}`, depth + 1),
    ),
  ];
};

const problemsOf = (tool: unknown): readonly string[] => [
  ...requiredKeys.filter((key) => at(tool, key) === undefined).map((key) => `it has no ${key}`),
  ...['InputSchema', 'OutputSchema'].flatMap((part) => {
    const schema = at(tool, part);
    return schema === undefined ? [] : wrongTypes(schema, part);
  }),
];

/**
 * Finds inline tools that AWS refuses: without a required key, or with a schema whose type is missing or unknown.
 * https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SchemaDefinition.html
 */
export const toolDefinitionInvalid: Rule = (model) =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ logicalId, properties }) =>
    asList(at(lambdaTarget(properties), 'ToolSchema', 'InlinePayload'))
      .filter((tool) => !isIntrinsic(tool))
      .flatMap((tool, index) => {
        const name = at(tool, 'Name') === undefined ? String(index + 1) : render(at(tool, 'Name'));
        return problemsOf(tool).map(
          (problem): TemplateFact => ({
            code: 'TOOL_DEFINITION_INVALID',
            logicalId,
            where: `${logicalId}, tool ${name}`,
            hop: 7,
            tool: name,
            problem,
          }),
        );
      }),
  );
