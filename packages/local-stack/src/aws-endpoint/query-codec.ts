import type { NormalizedSchema } from '@smithy/core/schema';
import { escapeXml } from './aws-error.ts';
import { requireMembers } from './json-codec.ts';
import {
  isRecord,
  type OperationSchema,
  operationName,
  outputOf,
  SchemaMismatchError,
} from './operation-schema.ts';
import { decodeText } from './scalar-codec.ts';

/** Parameters as a tree: `Names.member.1=a` becomes `{ Names: { member: { 1: 'a' } } }`. */
type ParameterTree = Map<string, string | ParameterTree>;

/** Parameters of an API call that do not belong to its input. */
const protocolParameters = ['Action', 'Version'];

/**
 * Decodes the input of a Query protocol operation from its form parameters. Throws `SchemaMismatchError` as
 * `decodeJson` does. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export const decodeQuery = (
  schema: NormalizedSchema,
  parameters: URLSearchParams,
): Readonly<Record<string, unknown>> => {
  const input = decode(schema, treeOf(parameters), 'input');
  return isRecord(input) ? input : {};
};

const treeOf = (parameters: URLSearchParams): ParameterTree => {
  const root: ParameterTree = new Map();
  for (const [name, value] of parameters) {
    if (!protocolParameters.includes(name)) put(root, name.split('.'), value);
  }
  return root;
};

const put = (tree: ParameterTree, [name = '', ...inner]: readonly string[], value: string) => {
  if (inner.length === 0) {
    tree.set(name, value);
    return;
  }
  const known = tree.get(name);
  const below: ParameterTree = known instanceof Map ? known : new Map();
  tree.set(name, below);
  put(below, inner, value);
};

const decode = (
  schema: NormalizedSchema,
  value: string | ParameterTree | undefined,
  path: string,
): unknown => {
  if (schema.isStructSchema()) return decodeStructure(schema, value, path);
  if (schema.isListSchema()) return decodeList(schema, value, path);
  if (typeof value !== 'string') throw new SchemaMismatchError(path, 'expected one value');
  return decodeText(schema, value, path);
};

const decodeStructure = (
  schema: NormalizedSchema,
  value: string | ParameterTree | undefined,
  path: string,
) => {
  if (!(value instanceof Map)) throw new SchemaMismatchError(path, 'expected members');
  const decoded: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const given = value.get(name);
    if (given !== undefined) decoded[name] = decode(member, given, `${path}.${name}`);
  }
  const unknown = [...value.keys()].find((name) => !(name in decoded));
  if (unknown !== undefined) {
    throw new SchemaMismatchError(`${path}.${unknown}`, 'AWS defines no such member');
  }
  requireMembers(schema, ({ name }) => name in decoded, path);
  return decoded;
};

const decodeList = (
  schema: NormalizedSchema,
  value: string | ParameterTree | undefined,
  path: string,
) => {
  // Clients send an empty list as a parameter without a value.
  if (value === '') return [];
  const members = value instanceof Map ? value.get('member') : undefined;
  if (!(members instanceof Map)) throw new SchemaMismatchError(path, 'expected a list');
  return [...members.values()].map((item, index) =>
    decode(schema.getValueSchema(), item, `${path}[${index}]`),
  );
};

/** Encodes the output of a Query protocol operation as XML. Throws `SchemaMismatchError`. */
export const encodeQuery = (operation: OperationSchema, output: unknown): string => {
  const name = operationName(operation);
  if (outputOf(operation).isUnitSchema()) return element(`${name}Response`, '');
  const result = encode(outputOf(operation), output, name);
  return element(`${name}Response`, element(`${name}Result`, result));
};

const encode = (schema: NormalizedSchema, value: unknown, path: string): string => {
  if (schema.isStructSchema()) return encodeStructure(schema, value, path);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw new SchemaMismatchError(path, 'expected a list');
    const items: readonly unknown[] = value;
    return items
      .map((item) => element('member', encode(schema.getValueSchema(), item, path)))
      .join('');
  }
  if (value instanceof Date) return value.toISOString();
  if (schema.isMapSchema() && isRecord(value)) return encodeMap(schema, value, path);
  if (typeof value === 'object') {
    throw new SchemaMismatchError(path, 'the local stack does not support this type');
  }
  return escapeXml(String(value));
};

const encodeMap = (
  schema: NormalizedSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
): string =>
  Object.entries(value)
    .map(([key, item]) => {
      const content = encode(schema.getValueSchema(), item, `${path}.${key}`);
      return element('entry', `${element('key', escapeXml(key))}${element('value', content)}`);
    })
    .join('');

const encodeStructure = (schema: NormalizedSchema, value: unknown, path: string): string => {
  if (!isRecord(value)) throw new SchemaMismatchError(path, 'expected an object');
  const known = new Map(schema.structIterator());
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => {
      const member = known.get(name);
      if (!member) throw new SchemaMismatchError(`${path}.${name}`, 'AWS defines no such member');
      return element(name, encode(member, item, `${path}.${name}`));
    })
    .join('');
};

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;
