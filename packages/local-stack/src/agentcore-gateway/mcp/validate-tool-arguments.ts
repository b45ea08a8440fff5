import type { ToolSchemaNode } from '../deployed-gateway.ts';

/** Maximum nesting that is checked. */
const maxDepth = 20;

/**
 * Returns the first error in a tool's arguments, as a path and the expected form, or undefined. Members
 * that the schema does not name are allowed, as in JSON Schema.
 */
export const argumentError = (
  value: unknown,
  schema: ToolSchemaNode,
  path: readonly string[] = [],
): string | undefined => {
  if (path.length > maxDepth) return `${path.join('.')} is nested too deeply`;
  if (!isOfType(value, schema.type)) {
    return `${path.join('.') || 'arguments'} must be of type ${schema.type}`;
  }
  if (Array.isArray(value)) return itemError(value, schema, path);
  return isObject(value) ? memberError(value, schema, path) : undefined;
};

const itemError = (
  items: readonly unknown[],
  { items: schema }: ToolSchemaNode,
  path: readonly string[],
): string | undefined => {
  if (schema === undefined) return undefined;
  return firstOf(items.entries(), ([index, item]) =>
    argumentError(item, schema, [...path, `${index}`]),
  );
};

const memberError = (
  value: Readonly<Record<string, unknown>>,
  { properties = {}, required = [] }: ToolSchemaNode,
  path: readonly string[],
): string | undefined => {
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${[...path, missing].join('.')} is required`;
  return firstOf(Object.entries(properties), ([name, schema]) =>
    Object.hasOwn(value, name) ? argumentError(value[name], schema, [...path, name]) : undefined,
  );
};

const firstOf = <Item>(
  items: Iterable<Item>,
  errorOf: (item: Item) => string | undefined,
): string | undefined => {
  for (const item of items) {
    const error = errorOf(item);
    if (error !== undefined) return error;
  }
  return undefined;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOfType = (value: unknown, type: ToolSchemaNode['type']): boolean => {
  if (type === 'object') return isObject(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
};
