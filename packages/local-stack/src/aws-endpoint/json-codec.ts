import type { NormalizedSchema } from '@smithy/core/schema';
import { isRecord, requiredMembersOf, SchemaMismatchError } from './operation-schema.ts';
import { decodeScalar, encodeScalar } from './scalar-codec.ts';

type Direction = {
  /** A member's name in the value that is read and in the one that is written. */
  readonly names: (
    memberName: string,
    member: NormalizedSchema,
  ) => { readonly read: string; readonly write: string };
  readonly scalar: (schema: NormalizedSchema, value: unknown, path: string) => unknown;
};

const wireName = (memberName: string, member: NormalizedSchema): string =>
  String(member.getMergedTraits().jsonName ?? memberName);

const decoding: Direction = {
  names: (name, member) => ({ read: wireName(name, member), write: name }),
  scalar: decodeScalar,
};

const encoding: Direction = {
  names: (name, member) => ({ read: name, write: wireName(name, member) }),
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
  const written: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [memberName, member] of schema.structIterator()) {
    const { read, write } = direction.names(memberName, member);
    known.add(read);
    const item = value[read];
    if (item === undefined || item === null) continue;
    written[write] = convert(direction, { schema: member, value: item, path: `${path}.${read}` });
  }
  refuseUnknown(value, known, path);
  const isGiven = (name: string, member: NormalizedSchema): boolean => {
    const { read } = direction.names(name, member);
    return read in value && value[read] !== null;
  };
  requireMembers(schema, isGiven, path);
  if (schema.isUnionSchema() && Object.keys(written).length !== 1) {
    throw new SchemaMismatchError(path, 'expected exactly one member of the union');
  }
  return written;
};

const refuseUnknown = (
  value: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  path: string,
): void => {
  const unknown = Object.keys(value).find((name) => value[name] !== undefined && !known.has(name));
  if (unknown === undefined) return;
  throw new SchemaMismatchError(`${path}.${unknown}`, 'AWS defines no such member');
};

/** Throws `SchemaMismatchError` with `missing` set if a required member is absent. */
export const requireMembers = (
  schema: NormalizedSchema,
  has: (memberName: string, member: NormalizedSchema) => boolean,
  path: string,
): void => {
  for (const name of requiredMembersOf(schema)) {
    if (!has(name, schema.getMemberSchema(name))) {
      throw new SchemaMismatchError(`${path}.${name}`, 'the member is required', true);
    }
  }
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
