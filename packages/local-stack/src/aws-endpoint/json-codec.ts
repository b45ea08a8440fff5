import type { NormalizedSchema } from '@smithy/core/schema';
import {
  isRecord,
  type Member,
  SchemaMismatchError,
  type Structure,
  structureOf,
} from './operation-schema.ts';
import { decodeScalar, encodeScalar } from './scalar-codec.ts';

type Direction = {
  /** The members by their names in the value that is read. */
  readonly members: (structure: Structure) => ReadonlyMap<string, Member>;
  readonly readName: (member: Member) => string;
  readonly writeName: (member: Member) => string;
  readonly scalar: (schema: NormalizedSchema, value: unknown, path: string) => unknown;
};

const decoding: Direction = {
  members: ({ byWireName }) => byWireName,
  readName: ({ wireName }) => wireName,
  writeName: ({ name }) => name,
  scalar: decodeScalar,
};

const encoding: Direction = {
  members: ({ byName }) => byName,
  readName: ({ name }) => name,
  writeName: ({ wireName }) => wireName,
  scalar: encodeScalar,
};

/**
 * Converts a parsed JSON body to the SDK's types. Throws `SchemaMismatchError` for a wrong type, a missing
 * required member, or an unknown member.
 */
export const decodeJson = (schema: NormalizedSchema, value: unknown, path: string): unknown =>
  convert(decoding, { schema, value, path });

/** Converts a value of the SDK's types to JSON, as strictly as `decodeJson`. */
export const encodeJson = (schema: NormalizedSchema, value: unknown, path: string): unknown =>
  convert(encoding, { schema, value, path });

type Conversion = {
  readonly schema: NormalizedSchema;
  readonly value: unknown;
  readonly path: string;
};

const convert = (direction: Direction, conversion: Conversion): unknown => {
  const { schema, value, path } = conversion;
  if (schema.isDocumentSchema()) return value;
  if (schema.isStructSchema()) return convertStructure(direction, conversion);
  if (schema.isListSchema()) return convertList(direction, conversion);
  if (schema.isMapSchema()) return convertMap(direction, conversion);
  return direction.scalar(schema, value, path);
};

const convertStructure = (direction: Direction, { schema, value, path }: Conversion) => {
  if (!isRecord(value)) throw new SchemaMismatchError(path, 'expected an object');
  const written = convertMembers(direction, { schema, value, path });
  const isGiven = (member: Member): boolean => {
    const name = direction.readName(member);
    return name in value && value[name] !== null;
  };
  requireMembers(schema, isGiven, path);
  if (schema.isUnionSchema() && Object.keys(written).length !== 1) {
    throw new SchemaMismatchError(path, 'expected exactly one member of the union');
  }
  return written;
};

/** A value has few of the members that AWS defines, so this reads the value's own names. */
const convertMembers = (
  direction: Direction,
  { schema, value, path }: Conversion & { readonly value: Readonly<Record<string, unknown>> },
): Record<string, unknown> => {
  const members = direction.members(structureOf(schema));
  const written: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const member = members.get(name);
    if (member === undefined) {
      unknown.push(name);
    } else if (item !== null) {
      const conversion = { schema: member.schema, value: item, path: `${path}.${name}` };
      written[direction.writeName(member)] = convert(direction, conversion);
    }
  }
  const [first] = unknown;
  if (first === undefined) return written;
  throw new SchemaMismatchError(`${path}.${first}`, 'AWS defines no such member');
};

/** Throws `SchemaMismatchError` with `missing` set if a required member is absent. */
export const requireMembers = (
  schema: NormalizedSchema,
  has: (member: Member) => boolean,
  path: string,
): void => {
  const absent = structureOf(schema).required.find((member) => !has(member));
  if (absent === undefined) return;
  throw new SchemaMismatchError(`${path}.${absent.name}`, 'the member is required', true);
};

const convertList = (direction: Direction, { schema, value, path }: Conversion) => {
  if (!Array.isArray(value)) throw new SchemaMismatchError(path, 'expected a list');
  const items: readonly unknown[] = value;
  const itemSchema = schema.getValueSchema();
  return items.map((item, index) =>
    convert(direction, { schema: itemSchema, value: item, path: `${path}[${index}]` }),
  );
};

const convertMap = (direction: Direction, { schema, value, path }: Conversion) => {
  if (!isRecord(value)) throw new SchemaMismatchError(path, 'expected a map');
  const itemSchema = schema.getValueSchema();
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [
        key,
        convert(direction, { schema: itemSchema, value: item, path: `${path}.${key}` }),
      ]),
  );
};
