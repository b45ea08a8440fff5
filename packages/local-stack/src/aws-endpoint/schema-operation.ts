import type { Session } from '../access/session.ts';
import type { OperationSchema } from './operation-schema.ts';

export type OperationCall = {
  readonly session: Session;
};

/** One operation of a schema-driven service. */
export type SchemaOperation = {
  readonly schema: OperationSchema;
  /** The input has been checked against the schema, and the call authorised. */
  readonly run: (input: Readonly<Record<string, unknown>>, call: OperationCall) => unknown;
};

/** Joins an operation's schema with the code behind it; `Input` and `Output` are the SDK's types of it. */
export const defineOperation = <Input extends object, Output extends object>(
  schema: OperationSchema,
  run: (input: Input, call: OperationCall) => Output,
): SchemaOperation => ({
  schema,
  // The service has decoded the input by the schema from which the SDK's own type is generated.
  run: (input, call) => run(input as Input, call),
});
