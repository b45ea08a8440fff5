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

/** The required members of a structure. The schema lists them first. */
export const requiredMembersOf = (structure: NormalizedSchema): readonly string[] => {
  const raw: unknown = structure.getSchema();
  const count = Array.isArray(raw) && typeof raw[6] === 'number' ? raw[6] : 0;
  return [...structure.structIterator()].slice(0, count).map(([name]) => name);
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
