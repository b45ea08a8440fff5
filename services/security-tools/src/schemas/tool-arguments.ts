import { isJsonText } from './agent-functions.ts';
import type { SchemaNode, ToolSchema } from './input-schema.ts';

/** Source of the module that checks arguments as the tools themselves do, without importing the tools. */
export const toolArgumentsModule = (tools: readonly ToolSchema[]): string =>
  [
    '// Generated from the tools of services/security-tools by its script `generate`. Do not edit.',
    '',
    "import * as z from 'zod/mini';",
    '',
    'export type ToolArguments = {',
    '  /** The arguments as the gateway takes them; applies defaults and refuses unknown names. */',
    '  readonly schema: z.ZodMiniType<Record<string, unknown>>;',
    '  /** Parameters that the agent passes as JSON text. */',
    '  readonly jsonTextParameters: readonly string[];',
    '};',
    '',
    '/** By tool name. Ask with `Object.hasOwn` before looking up a name that came from outside. */',
    'export const toolArguments: Readonly<Record<string, ToolArguments>> = {',
    ...tools.flatMap(toolEntry),
    '};',
    '',
  ].join('\n');

const toolEntry = ({ name, properties, required }: ToolSchema): readonly string[] => [
  `  ${name}: {`,
  '    schema: z.strictObject({',
  ...Object.entries(properties).map(
    ([parameter, node]) =>
      `      ${parameter}: ${argumentSource(node, required.includes(parameter))},`,
  ),
  '    }),',
  `    jsonTextParameters: [${Object.entries(properties)
    .filter(([, node]) => isJsonText(node))
    .map(([parameter]) => text(parameter))
    .join(', ')}],`,
  '  },',
];

const argumentSource = (node: SchemaNode, required: boolean): string => {
  if (node.default !== undefined)
    return `z._default(${typeSource(node)}, ${JSON.stringify(node.default)})`;
  return required ? typeSource(node) : `z.optional(${typeSource(node)})`;
};

const typeSource = (node: SchemaNode): string => {
  if (node.enum) return `z.enum([${node.enum.map(text).join(', ')}])`;
  switch (node.type) {
    case 'string':
      return checked('z.string()', [
        bound('minLength', node.minLength),
        bound('maxLength', node.maxLength),
        node.pattern === undefined ? '' : `z.regex(new RegExp(${text(node.pattern)}))`,
      ]);
    case 'integer':
    case 'number':
      return checked(node.type === 'integer' ? 'z.int()' : 'z.number()', [
        bound('gte', node.minimum),
        bound('lte', node.maximum),
      ]);
    case 'boolean':
      return 'z.boolean()';
    case 'array':
      return `z.array(${node.items ? typeSource(node.items) : 'z.unknown()'})`;
    case 'object':
      return objectSource(node);
  }
};

const objectSource = ({ properties = {}, required = [] }: SchemaNode): string =>
  `z.strictObject({ ${Object.entries(properties)
    .map(([name, node]) => `${text(name)}: ${argumentSource(node, required.includes(name))}`)
    .join(', ')} })`;

const bound = (check: string, limit: number | undefined): string =>
  limit === undefined || Math.abs(limit) === Number.MAX_SAFE_INTEGER ? '' : `z.${check}(${limit})`;

const checked = (base: string, checks: readonly string[]): string => {
  const present = checks.filter((check) => check !== '');
  return present.length > 0 ? `${base}.check(${present.join(', ')})` : base;
};

const text = (value: string): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
