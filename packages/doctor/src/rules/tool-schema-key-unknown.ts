import { asList, asObject, at } from '@hopwise/template/json';
import { lambdaTarget } from '@hopwise/template/links';
import { render } from '@hopwise/template/render';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

const schemaKeys = ['Type', 'Properties', 'Required', 'Items', 'Description'];

/** Deeper than any real tool schema. It bounds the recursion. */
const maxDepth = 50;

/** Keys anywhere in a schema, except the names of properties, that the gateway does not accept. */
const unknownKeys = (schema: unknown, depth = 0): readonly string[] => {
  const entries = Object.entries(asObject(schema));
  if (depth > maxDepth) return [];
  return entries.flatMap(([key, value]) => {
    if (!schemaKeys.includes(key)) return [key];
    if (key === 'Items') return unknownKeys(value, depth + 1);
    if (key !== 'Properties') return [];
    return Object.values(asObject(value)).flatMap((inner) => unknownKeys(inner, depth + 1));
  });
};

/** Finds tool schemas with keys that the gateway refuses. */
export const toolSchemaKeyUnknown: Rule = (model) =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ logicalId, properties }) =>
    asList(at(lambdaTarget(properties), 'ToolSchema', 'InlinePayload')).flatMap((tool) =>
      (['InputSchema', 'OutputSchema'] as const).flatMap((part) =>
        [...new Set(unknownKeys(at(tool, part)))].map(
          (key): TemplateFact => ({
            code: 'TOOL_SCHEMA_KEY_UNKNOWN',
            logicalId,
            where: `${logicalId}, tool ${render(at(tool, 'Name'))}, ${part}`,
            hop: 7,
            tool: render(at(tool, 'Name')),
            key,
          }),
        ),
      ),
    ),
  );
