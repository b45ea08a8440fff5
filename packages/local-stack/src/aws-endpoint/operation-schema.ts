import { oncePerObject } from '@hopwise/template/once-per-object';
import { NormalizedSchema } from '@smithy/core/schema';

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/**
 * An operation's schema in the AWS SDK clients, for instance `ListFindings$`: namespace, name, traits,
 * input and output.
 */
export type OperationSchema = readonly [
  kind: 9,
  namespace: string,
  name: string,
  traits: unknown,
  input: SchemaRef,
  output: SchemaRef,
];

export const operationName = (operation: OperationSchema): string => operation[2];

export const inputOf = (operation: OperationSchema): NormalizedSchema =>
  NormalizedSchema.of(operation[4]);

export const outputOf = (operation: OperationSchema): NormalizedSchema =>
  NormalizedSchema.of(operation[5]);

export type HttpBinding = {
  readonly method: string;
  /** For instance `/detector/{DetectorId}`. */
  readonly pathTemplate: string;
  readonly status: number;
};

/** The `http` trait. Operations of RPC protocols do not have it. */
export const httpBindingOf = (operation: OperationSchema): HttpBinding | undefined => {
  const traits = operation[3];
  if (typeof traits !== 'object' || traits === null || !('http' in traits)) return undefined;
  const { http } = traits;
  if (!Array.isArray(http)) return undefined;
  const [method, pathTemplate, status] = http;
  return { method: String(method), pathTemplate: String(pathTemplate), status: Number(status) };
};

export type Member = {
  /** The member's name in the SDK. */
  readonly name: string;
  /** Its name in JSON. */
  readonly wireName: string;
  readonly schema: NormalizedSchema;
};

/** The members of a structure or a union. */
export type Structure = {
  readonly byName: ReadonlyMap<string, Member>;
  readonly byWireName: ReadonlyMap<string, Member>;
  readonly required: readonly Member[];
};

/** A client has one object for each structure. A `NormalizedSchema` is often a new one. */
const structures = oncePerObject((raw: readonly unknown[]): Structure => {
  const schema = NormalizedSchema.of(raw as Extract<SchemaRef, readonly unknown[]>);
  const members = [...schema.structIterator()].map(([name, member]) => ({
    name,
    wireName: String(member.getMergedTraits().jsonName ?? name),
    schema: member,
  }));
  return {
    byName: new Map(members.map((member) => [member.name, member])),
    byWireName: new Map(members.map((member) => [member.wireName, member])),
    // The schema lists the required members first.
    required: members.slice(0, typeof raw[6] === 'number' ? raw[6] : 0),
  };
});

const noMembers: Structure = { byName: new Map(), byWireName: new Map(), required: [] };

/** The structure of a schema. A schema of another kind has no members. */
export const structureOf = (schema: NormalizedSchema): Structure => {
  const raw: unknown = schema.getSchema();
  return schema.isStructSchema() && Array.isArray(raw) ? structures(raw) : noMembers;
};

/** A value does not have the shape that AWS defines. */
export class SchemaMismatchError extends Error {
  override readonly name = 'SchemaMismatchError';
  /** True if the only problem is a missing required member. */
  readonly missing: boolean;

  constructor(path: string, problem: string, missing = false) {
    super(`${path}: ${problem}`);
    this.missing = missing;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);
