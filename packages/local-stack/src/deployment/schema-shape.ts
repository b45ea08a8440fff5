import type * as z from 'zod/mini';

type Shape = Readonly<Record<string, z.core.$ZodType>>;

const definitionOf = (schema: z.core.$ZodType) => (schema as z.core.$ZodTypes)._zod.def;

/** The properties of an object's schema. Empty for any other schema. */
export const shapeOf = (schema: z.core.$ZodType): Shape => {
  const definition = definitionOf(schema);
  if (definition.type === 'object') return definition.shape;
  // Each option of a union has other properties.
  return definition.type === 'union' ? Object.assign({}, ...definition.options.map(shapeOf)) : {};
};

/** The object inside optional values, defaults, lists and records. */
export const objectIn = (schema: z.core.$ZodType): z.core.$ZodType | undefined => {
  const definition = definitionOf(schema);
  if (definition.type === 'object' || definition.type === 'union') return schema;
  if (definition.type === 'optional' || definition.type === 'default') {
    return objectIn(definition.innerType);
  }
  if (definition.type === 'array') return objectIn(definition.element);
  return definition.type === 'record' ? objectIn(definition.valueType) : undefined;
};

/** The names of the properties at a path of a value, for instance at `Items`, `0`. */
export const namesAt = (
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
): readonly string[] => {
  const object = objectIn(schema);
  if (object === undefined) return [];
  const shape = shapeOf(object);
  const depth = path.findIndex((part) => typeof part === 'string' && Object.hasOwn(shape, part));
  const inner = depth < 0 ? undefined : shape[String(path[depth])];
  return inner === undefined ? Object.keys(shape) : namesAt(inner, path.slice(depth + 1));
};
