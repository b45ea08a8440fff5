import { randomUUID } from 'node:crypto';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError, renderError } from './aws-error.ts';
import type { AwsRequest, AwsResponse, AwsService } from './aws-service.ts';
import { decodeJson, encodeJson } from './json-codec.ts';
import { actionOfOperation } from './operation-actions.ts';
import {
  httpBindingOf,
  inputOf,
  isRecord,
  type OperationSchema,
  operationName,
  outputOf,
  SchemaMismatchError,
} from './operation-schema.ts';
import { bindRestJsonInput, matchPath, parseJsonBody } from './rest-json-input.ts';
import type { SchemaOperation } from './schema-operation.ts';
import { hopOfService } from './service-of-request.ts';

export type SchemaServiceOptions = {
  readonly signingName: string;
  readonly protocol: 'restJson1' | 'awsJson1_1';
  /** What `x-amz-target` begins with; the signing name where the service does not say otherwise. */
  readonly targetPrefix?: string;
  readonly operations: readonly SchemaOperation[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
  /** Name of the message member in errors; `message` where the service does not say otherwise. */
  readonly messageMember?: 'message' | 'Message';
  /** Code under which the service refuses an input without a required member. */
  readonly validationCode: string;
  /** Resolves names in the input to ARNs, so that the call can be authorised on them. */
  readonly resolveInput?: (input: Input) => Input;
};

type Input = Readonly<Record<string, unknown>>;

/**
 * A service that is served by the schemas of the AWS SDK's own client: routing, binding and type checks
 * of the input and the shape of the output all follow from them. The call is authorised after its
 * input has been read and before any data is.
 */
export const createSchemaService = (options: SchemaServiceOptions): AwsService => ({
  signingName: options.signingName,
  async handle(request) {
    try {
      return await serve(request, options);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { protocol, messageMember = 'message' } = options;
      return renderError(error, { protocol, requestId: randomUUID(), messageMember });
    }
  },
});

const serve = async (request: AwsRequest, options: SchemaServiceOptions): Promise<AwsResponse> => {
  const { operation, read } = route(request, options);
  const decoded = decode(read, options);
  const input = options.resolveInput?.(decoded) ?? decoded;
  authorize(request, { operation, input }, options);
  const output = await operation.run(input, { session: request.session });
  const binding = httpBindingOf(operation.schema);
  const contentType =
    options.protocol === 'restJson1' ? 'application/json' : 'application/x-amz-json-1.1';
  return {
    status: binding?.status ?? 200,
    headers: { 'content-type': contentType },
    body: Buffer.from(JSON.stringify(encode(operation.schema, output))),
  };
};

type Routed = { readonly operation: SchemaOperation; readonly read: () => Input };

const route = (request: AwsRequest, options: SchemaServiceOptions): Routed => {
  const routed =
    options.protocol === 'restJson1'
      ? routeByPath(request, options)
      : routeByTarget(request, options);
  if (routed) return routed;
  const asked = request.headers['x-amz-target'] ?? `${request.method} ${request.path}`;
  throw new AwsError(
    'UnknownOperationException',
    `The local stack does not serve ${asked} of ${options.signingName}; it serves ${options.operations.map(({ schema }) => operationName(schema)).join(', ')}.`,
    { status: 404 },
  );
};

const routeByPath = (request: AwsRequest, { operations }: SchemaServiceOptions) => {
  for (const operation of operations) {
    const binding = httpBindingOf(operation.schema);
    if (binding?.method !== request.method) continue;
    const labels = matchPath(binding.pathTemplate, request.path);
    if (!labels) continue;
    const schema = inputOf(operation.schema);
    return { operation, read: () => bindRestJsonInput(schema, request, labels) };
  }
  return undefined;
};

const routeByTarget = (request: AwsRequest, options: SchemaServiceOptions) => {
  const target = request.headers['x-amz-target'];
  const { operations, signingName, targetPrefix = signingName } = options;
  const operation = operations.find(
    ({ schema }) => target === `${targetPrefix}.${operationName(schema)}`,
  );
  if (request.method !== 'POST' || request.path !== '/' || !operation) return undefined;
  const schema = inputOf(operation.schema);
  const read = (): Input => {
    const input = decodeJson(schema, parseJsonBody(request.body), 'input');
    return isRecord(input) ? input : {};
  };
  return { operation, read };
};

const decode = (read: () => Input, { validationCode }: SchemaServiceOptions): Input => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    const code = error.missing ? validationCode : 'SerializationException';
    throw new AwsError(code, error.message, { cause: error });
  }
};

const authorize = (
  request: AwsRequest,
  call: { readonly operation: SchemaOperation; readonly input: Input },
  { signingName, access, account }: SchemaServiceOptions,
): void => {
  const name = operationName(call.operation.schema);
  const mapped = actionOfOperation(signingName, name);
  if (!mapped) {
    throw accessDenied(`The local stack maps no IAM action to ${signingName}.${name}.`);
  }
  const { action } = mapped;
  const resource = mapped.resource(call.input, account);
  const { effect } = access.authorize({
    caller: { kind: 'session', session: request.session },
    action,
    resource,
    hop: hopOfService(signingName),
  });
  if (effect === 'allow') return;
  throw accessDenied(
    `User: ${request.session.principalArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
};

const accessDenied = (message: string): AwsError =>
  new AwsError('AccessDeniedException', message, { status: 403 });

/** A seeded value that AWS could not have answered is a fault of the stack and is named. */
const encode = (schema: OperationSchema, output: unknown): unknown => {
  try {
    return encodeJson(outputOf(schema), output, operationName(schema));
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    throw new AwsError('InternalServerException', error.message, { status: 500, cause: error });
  }
};
