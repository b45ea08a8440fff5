import * as z from 'zod/mini';
import { AgentRuntimeError } from '../agent-runtime-error.ts';
import type { AgentTool, AgentToolParameter } from '../model/agent-tool.ts';

const reference = z.looseObject({ $ref: z.string() });
const schemaNode = z.looseObject({
  type: z.optional(z.string()),
  description: z.optional(z.string()),
  enum: z.optional(z.array(z.unknown())),
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
});
const parameter = z.looseObject({
  name: z.string(),
  description: z.optional(z.string()),
  required: z.optional(z.boolean()),
  schema: z.optional(z.unknown()),
});
const operation = z.looseObject({
  operationId: z.optional(z.string()),
  summary: z.optional(z.string()),
  description: z.optional(z.string()),
  parameters: z.optional(z.array(z.unknown())),
  requestBody: z.optional(z.unknown()),
});
const requestBody = z.looseObject({
  content: z.record(z.string(), z.looseObject({ schema: z.optional(z.unknown()) })),
});
const openApiDocument = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;
const parameterType = z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']);
const maxReferences = 10;

/**
 * Converts the operations of an OpenAPI 3.0 document to tools. Throws `ValidationException` for an invalid
 * document.
 */
export const openApiTools = (
  document: unknown,
  actionGroup: string,
): readonly Omit<AgentTool, 'actionGroup'>[] => {
  try {
    const { paths } = openApiDocument.parse(document);
    return Object.entries(paths).flatMap(([apiPath, item]) =>
      methods
        .filter((method) => method in item)
        .map((method) => toolOf({ document, apiPath, method, item })),
    );
  } catch (cause) {
    throw new AgentRuntimeError(
      'ValidationException',
      `The OpenAPI schema of action group ${actionGroup} cannot be read.`,
      { cause },
    );
  }
};

type Place = {
  readonly document: unknown;
  readonly apiPath: string;
  readonly method: (typeof methods)[number];
  readonly item: Readonly<Record<string, unknown>>;
};

const toolOf = ({ document, apiPath, method, item }: Place): Omit<AgentTool, 'actionGroup'> => {
  const resolve = (node: unknown): unknown => resolveReference(document, node);
  const described = operation.parse(item[method]);
  const shared = z.optional(z.array(z.unknown())).parse(item.parameters) ?? [];
  const parameters = [...shared, ...(described.parameters ?? [])].map((one) => {
    const { name, description, required, schema } = parameter.parse(resolve(one));
    return parameterOf(name, resolve(schema ?? {}), { description, required });
  });
  const body = bodyOf(described.requestBody, resolve);
  return {
    name: described.operationId ?? `${method}${apiPath.replaceAll(/[^0-9a-zA-Z]+/g, '_')}`,
    description: described.description ?? described.summary ?? '',
    parameters: [...parameters, ...(body?.parameters ?? [])],
    operation: {
      kind: 'api',
      apiPath,
      httpMethod: method.toUpperCase(),
      body: body && {
        mediaType: body.mediaType,
        parameters: new Set(body.parameters.map(({ name }) => name)),
      },
    },
  };
};

const bodyOf = (node: unknown, resolve: (node: unknown) => unknown) => {
  if (node === undefined) return undefined;
  const [content] = Object.entries(requestBody.parse(resolve(node)).content);
  if (content === undefined) return undefined;
  const [mediaType, { schema }] = content;
  const { properties = {}, required = [] } = schemaNode.parse(resolve(schema ?? {}));
  const parameters = Object.entries(properties).map(([name, property]) =>
    parameterOf(name, resolve(property), { required: required.includes(name) }),
  );
  return { mediaType, parameters };
};

const parameterOf = (
  name: string,
  node: unknown,
  own: { readonly description?: string | undefined; readonly required?: boolean | undefined },
): AgentToolParameter => {
  const schema = schemaNode.parse(node);
  const values = schema.enum?.map(String).join(', ');
  const description = own.description ?? schema.description ?? '';
  return {
    name,
    type: parameterType.safeParse(schema.type).data ?? 'string',
    description: values === undefined ? description : `${description} One of: ${values}.`.trim(),
    required: own.required ?? false,
  };
};

/** Resolves `#/…` references. An action group's schema cannot refer to other documents. */
const resolveReference = (document: unknown, node: unknown): unknown => {
  let current = node;
  for (let count = 0; count < maxReferences; count += 1) {
    const found = reference.safeParse(current);
    if (!found.success) return current;
    current = found.data.$ref
      .replace(/^#\//, '')
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce(
        (value: unknown, key) => z.record(z.string(), z.unknown()).parse(value)[key],
        document,
      );
  }
  throw new Error(`A $ref chain has more than ${maxReferences} references.`);
};
