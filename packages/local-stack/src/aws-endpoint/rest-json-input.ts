import { maxNesting, parseBoundedJson } from '@hopwise/contracts/bounded-json';
import type { NormalizedSchema } from '@smithy/core/schema';
import { parseQueryString } from '../http/query-string.ts';
import type { AwsRequest } from './aws-request.ts';
import { decodeJson, requireMembers } from './json-codec.ts';
import { isRecord, SchemaMismatchError } from './operation-schema.ts';
import { decodeText } from './scalar-codec.ts';

/**
 * The percent-decoded labels of a path, or undefined if it does not match the template. A slash at the end
 * changes nothing: only older clients send it.
 */
export const matchPath = (
  template: string,
  path: string,
): ReadonlyMap<string, string> | undefined => {
  const expected = withoutEndSlash(template).split('/');
  const segments = withoutEndSlash(path).split('/');
  if (expected.length !== segments.length) return undefined;
  const labels = new Map<string, string>();
  for (const [index, part] of expected.entries()) {
    const segment = segments[index] ?? '';
    const label = /^\{(.+)\}$/.exec(part)?.[1];
    if (label === undefined ? part !== segment : segment === '') return undefined;
    if (label !== undefined) labels.set(label, decodeLabel(segment));
  }
  return labels;
};

const withoutEndSlash = (path: string): string => path.replace(/(?<=.)\/$/, '');

const decodeLabel = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/**
 * Reads the input of a restJson1 operation from labels, query string, headers and body, according to the
 * binding of each member. Throws `SchemaMismatchError`.
 */
export const bindRestJsonInput = (
  schema: NormalizedSchema,
  request: AwsRequest,
  labels: ReadonlyMap<string, string>,
): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  const inBody: [name: string, member: NormalizedSchema][] = [];
  const query = new Map(parseQueryString(request.query));
  for (const [name, member] of schema.structIterator()) {
    const traits = member.getMergedTraits();
    if (traits.httpPayload || traits.httpPrefixHeaders) {
      throw new SchemaMismatchError(name, 'the local stack does not support this binding');
    }
    const text = boundText(name, { traits, labels, query, headers: request.headers });
    if (text === 'body') {
      inBody.push([name, member]);
    } else if (text.value !== undefined) {
      input[name] = decodeText(member, text.value, name);
    }
  }
  Object.assign(input, decodeBody(request.body, inBody));
  requireMembers(schema, ({ name }) => name in input, 'input');
  return input;
};

type Places = {
  readonly traits: ReturnType<NormalizedSchema['getMergedTraits']>;
  readonly labels: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
};

const boundText = (
  name: string,
  { traits, labels, query, headers }: Places,
): 'body' | { readonly value: string | undefined } => {
  if (traits.httpLabel) return { value: labels.get(name) };
  if (traits.httpQuery) return { value: query.get(traits.httpQuery) };
  if (traits.httpHeader) return { value: headers[traits.httpHeader.toLowerCase()] };
  return 'body';
};

const decodeBody = (
  body: Uint8Array,
  members: readonly [name: string, member: NormalizedSchema][],
): Record<string, unknown> => {
  const parsed = parseJsonBody(body);
  const decoded: Record<string, unknown> = {};
  const wireNames = new Set<string>();
  for (const [name, member] of members) {
    const wireName = String(member.getMergedTraits().jsonName ?? name);
    wireNames.add(wireName);
    const value = parsed[wireName];
    if (value !== undefined && value !== null) decoded[name] = decodeJson(member, value, wireName);
  }
  const unknown = Object.keys(parsed).find((name) => !wireNames.has(name));
  if (unknown !== undefined) {
    throw new SchemaMismatchError(unknown, 'AWS defines no such member');
  }
  return decoded;
};

/** Parses the object in a JSON body. An empty body is an empty object. Throws `SchemaMismatchError`. */
export const parseJsonBody = (body: Uint8Array): Readonly<Record<string, unknown>> => {
  if (body.byteLength === 0) return {};
  let parsed: unknown;
  try {
    parsed = parseBoundedJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new SchemaMismatchError(
      'body',
      `expected JSON in UTF-8 with at most ${maxNesting} levels`,
    );
  }
  if (!isRecord(parsed)) throw new SchemaMismatchError('body', 'expected an object');
  return parsed;
};
