import * as z from 'zod/mini';
import type { Tool } from '../tool.ts';

/** The part of JSON Schema that a tool's input can use. */
export type SchemaNode = {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
};

export type ToolSchema = {
  readonly name: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, SchemaNode>>;
  readonly required: readonly string[];
};

// Strict: the generator would silently drop a keyword that is not listed here.
const schemaNode: z.ZodMiniType<SchemaNode> = z.strictObject({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']),
  description: z.optional(z.string()),
  enum: z.optional(z.array(z.string())),
  default: z.optional(z.unknown()),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  minLength: z.optional(z.number()),
  maxLength: z.optional(z.number()),
  pattern: z.optional(z.string()),
  get items() {
    return z.optional(schemaNode);
  },
  get properties() {
    return z.optional(z.record(z.string(), schemaNode));
  },
  required: z.optional(z.array(z.string())),
  additionalProperties: z.optional(z.literal(false)),
}) as z.ZodMiniType<SchemaNode>;

/** The input of a tool as callers send it. A parameter with a default is optional. */
export const toolSchemaOf = ({ name, description, input }: Tool): ToolSchema => {
  const { $schema: _, ...document } = z.toJSONSchema(input, { io: 'input' });
  const { properties = {}, required = [] } = schemaNode.parse(document);
  return { name, description, properties, required };
};
