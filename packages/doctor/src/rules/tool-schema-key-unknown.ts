import type { TemplateFact } from '../catalogue/fact.ts';
import { asList, asObject, at } from '../template/json.ts';
import { lambdaTarget } from '../template/links.ts';
import { render } from '../template/render.ts';
import type { Rule } from './rule.ts';

const schemaKeys = ['Type', 'Properties', 'Required', 'Items', 'Description'];

/** No schema of a tool is nested deeper. */
const maxDepth = 50;

/** Keys anywhere in a schema that the gateway does not take, the names of properties left aside. */
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

/** Tool schemas with keys that the gateway refuses. */
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
