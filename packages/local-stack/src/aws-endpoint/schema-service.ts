import { randomUUID } from 'node:crypto';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError, type AwsProtocol, renderError } from './aws-error.ts';
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
import { decodeQuery, encodeQuery } from './query-codec.ts';
import { bindRestJsonInput, matchPath, parseJsonBody } from './rest-json-input.ts';
import type { SchemaOperation } from './schema-operation.ts';
import { hopOfService } from './service-of-request.ts';

export type SchemaServiceOptions = {
  readonly signingName: string;
  readonly protocol: AwsProtocol;
  /** What `x-amz-target` begins with; the signing name where the service does not say otherwise. */
  readonly targetPrefix?: string;
  readonly operations: readonly SchemaOperation[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
  /** Name of the message member in errors; `message` where the service does not say otherwise. */
  readonly messageMember?: 'message' | 'Message';
  /** Code under which the service refuses an input without a required member. */
  readonly validationCode: string;
  /** The hop that its calls belong to; that of the signing name unless given. */
  readonly hop?: HopNumber | null;
  /** Resolves names in the input to ARNs, so that the call can be authorised on them. */
  readonly resolveInput?: (input: Input) => Input;
};

type Input = Readonly<Record<string, unknown>>;

/** A service that knows which requests it has an operation for. */
export type SchemaService = AwsService & { serves(request: AwsRequest): boolean };

/**
 * A service that is served by the schemas of the AWS SDK's own client: routing, binding and type checks
 * of the input and the shape of the output all follow from them. The call is authorised after its
 * input has been read and before any data is.
 */
export const createSchemaService = (options: SchemaServiceOptions): SchemaService => ({
  signingName: options.signingName,
  serves: (request) => find(request, options) !== undefined,
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
  return {
    status: httpBindingOf(operation.schema)?.status ?? 200,
    headers: { 'content-type': contentTypes[options.protocol] },
    body: Buffer.from(encode(operation.schema, output, options.protocol)),
  };
};

const contentTypes: Readonly<Record<AwsProtocol, string>> = {
  restJson1: 'application/json',
  awsJson1_1: 'application/x-amz-json-1.1',
  awsQuery: 'text/xml',
};

type Routed = { readonly operation: SchemaOperation; readonly read: () => Input };

const route = (request: AwsRequest, options: SchemaServiceOptions): Routed => {
  const routed = find(request, options);
  if (routed) return routed;
  const asked =
    options.protocol === 'awsQuery'
      ? queryParameters(request).get('Action')
      : (request.headers['x-amz-target'] ?? `${request.method} ${request.path}`);
  throw new AwsError(
    'UnknownOperationException',
    `The local stack does not serve ${asked} of ${options.signingName}; it serves ${options.operations.map(({ schema }) => operationName(schema)).join(', ')}.`,
    { status: 404 },
  );
};

const find = (request: AwsRequest, options: SchemaServiceOptions): Routed | undefined => {
  if (options.protocol === 'restJson1') return routeByPath(request, options);
  return options.protocol === 'awsQuery'
    ? routeByAction(request, options)
    : routeByTarget(request, options);
};

const queryParameters = ({ body }: AwsRequest): URLSearchParams =>
  new URLSearchParams(Buffer.from(body).toString());

const routeByAction = (request: AwsRequest, { operations }: SchemaServiceOptions) => {
  const parameters = queryParameters(request);
  const operation = operations.find(
    ({ schema }) => parameters.get('Action') === operationName(schema),
  );
  if (request.method !== 'POST' || request.path !== '/' || !operation) return undefined;
  return { operation, read: () => decodeQuery(inputOf(operation.schema), parameters) };
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
  { signingName, access, account, hop = hopOfService(signingName) }: SchemaServiceOptions,
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
    hop,
  });
  if (effect === 'allow') return;
  throw accessDenied(
    `User: ${request.session.principalArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
};

const accessDenied = (message: string): AwsError =>
  new AwsError('AccessDeniedException', message, { status: 403 });

/** A seeded value that AWS could not have answered is a fault of the stack and is named. */
const encode = (schema: OperationSchema, output: unknown, protocol: AwsProtocol): string => {
  try {
    return protocol === 'awsQuery'
      ? encodeQuery(schema, output)
      : JSON.stringify(encodeJson(outputOf(schema), output, operationName(schema)));
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    throw new AwsError('InternalServerException', error.message, { status: 500, cause: error });
  }
};
