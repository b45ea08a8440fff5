import { randomUUID } from 'node:crypto';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { AccessControl, AccessRequest, AccessResult } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError, type AwsProtocol, renderError } from './aws-error.ts';
import type { AwsHandler, AwsRequest, AwsResponse } from './aws-request.ts';
import { decodeJson, encodeJson } from './json-codec.ts';
import type { Operation } from './operation.ts';
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
import type { RequestForm } from './request-form.ts';
import { bindRestJsonInput, matchPath, parseJsonBody } from './rest-json-input.ts';
import { askedOperation, type Instead, unservedOperation } from './unserved-operation.ts';

/** An AWS API that uses the schemas of the SDK's client. */
export type ServiceApi<State> = RequestForm & {
  readonly operations: readonly Operation<State>[];
  /** Operations that the running service's `handle` implements, for instance because they stream. */
  readonly handledOperations?: readonly { readonly name: string; readonly action: string }[];
  /** The SDK's clients of a REST API. They name an operation that the local stack does not serve. */
  readonly clients?: readonly object[];
  /** What does the same as operations that the local stack does not serve. */
  readonly insteadOf?: readonly Instead[];
  /** Name of the message member in errors. Default: `message`. */
  readonly messageMember?: 'message' | 'Message';
  /** Error code for an input without a required member. */
  readonly validationCode: string;
};

export type SchemaServiceOptions<State = unknown> = {
  readonly signingName: string;
  readonly api: ServiceApi<State>;
  /** State that the operations read and change. */
  readonly state: State;
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
  /** The types of the service's resources in a template. */
  readonly types?: readonly string[];
  /** Resolves names in the input to ARNs, so that the call can be authorized on them. */
  readonly resolveInput?: ((input: Input) => Input) | undefined;
  /** The resource policy that decides a call on a resource. */
  readonly resourcePolicyOf?: ((resource: string) => NamedPolicy | undefined) | undefined;
};

type Input = Readonly<Record<string, unknown>>;

/** A service that can tell which requests are for the running service's `handle`. */
export type SchemaService = AwsHandler & { leavesToHandler(request: AwsRequest): boolean };

/**
 * Creates a service from the schemas of the AWS SDK's client. They define routing, binding, input types and
 * output shape. A call is authorized after its input is decoded and before any data is read.
 */
export const createSchemaService = <State>(
  options: SchemaServiceOptions<State>,
): SchemaService => ({
  signingName: options.signingName,
  leavesToHandler(request) {
    if (find(request, options)) return false;
    const asked = askedOperation(request, options.api);
    // The handler also answers requests that no client of the API sends.
    return asked === undefined || servedBy(options.api).includes(asked);
  },
  async handle(request) {
    try {
      return await serve(request, options);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { protocol, messageMember = 'message' } = options.api;
      return renderError(error, { protocol, requestId: randomUUID(), messageMember });
    }
  },
});

const serve = async <State>(
  request: AwsRequest,
  options: SchemaServiceOptions<State>,
): Promise<AwsResponse> => {
  const { operation, read } = route(request, options);
  const decoded = decode(read, options.api);
  refuseMembers(operation, decoded, options.api.validationCode);
  const input = options.resolveInput?.(decoded) ?? decoded;
  authorize(request, { operation, input }, options);
  const output = await operation.run(input, options.state, { session: request.session });
  return {
    status: httpBindingOf(operation.schema)?.status ?? 200,
    headers: { 'content-type': contentTypes[options.api.protocol] },
    body: Buffer.from(encode(operation.schema, output, options.api.protocol)),
  };
};

const contentTypes: Readonly<Record<AwsProtocol, string>> = {
  restJson1: 'application/json',
  awsJson1_1: 'application/x-amz-json-1.1',
  awsQuery: 'text/xml',
};

type Routed<State> = { readonly operation: Operation<State>; readonly read: () => Input };

const route = <State>(request: AwsRequest, options: SchemaServiceOptions<State>): Routed<State> => {
  const routed = find(request, options);
  if (routed) return routed;
  const { api, signingName, types } = options;
  const asked = askedOperation(request, api) ?? `${request.method} ${request.path}`;
  const served = servedBy(api);
  throw unservedOperation(asked, { ...api, signingName, served, types });
};

/** The names of the operations that a service serves. */
const servedBy = <State>({ operations, handledOperations = [] }: ServiceApi<State>) => [
  ...operations.map(({ schema }) => operationName(schema)),
  ...handledOperations.map(({ name }) => name),
];

const find = <State>(
  request: AwsRequest,
  { api }: Pick<SchemaServiceOptions<State>, 'api'>,
): Routed<State> | undefined => {
  if (api.protocol === 'restJson1') return routeByPath(request, api);
  return api.protocol === 'awsQuery' ? routeByAction(request, api) : routeByTarget(request, api);
};

const queryParameters = ({ body }: AwsRequest): URLSearchParams =>
  new URLSearchParams(Buffer.from(body).toString());

const routeByAction = <State>(request: AwsRequest, { operations }: ServiceApi<State>) => {
  const parameters = queryParameters(request);
  const operation = operations.find(
    ({ schema }) => parameters.get('Action') === operationName(schema),
  );
  if (request.method !== 'POST' || request.path !== '/' || !operation) return undefined;
  return { operation, read: () => decodeQuery(inputOf(operation.schema), parameters) };
};

const routeByPath = <State>(request: AwsRequest, { operations }: ServiceApi<State>) => {
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

const routeByTarget = <State>(
  request: AwsRequest,
  { operations, targetPrefix }: ServiceApi<State>,
) => {
  const target = request.headers['x-amz-target'];
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

const decode = <State>(read: () => Input, { validationCode }: ServiceApi<State>): Input => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    const code = error.missing ? validationCode : 'SerializationException';
    throw new AwsError(code, error.message, { cause: error });
  }
};

const refuseMembers = <State>(
  { schema, actsOn }: Operation<State>,
  input: Input,
  validationCode: string,
): void => {
  const ignored = Object.keys(input).find(
    (name) => input[name] !== undefined && actsOn?.includes(name) === false,
  );
  if (ignored === undefined) return;
  throw new AwsError(
    validationCode,
    `The local stack does not support ${ignored} of ${operationName(schema)}.`,
  );
};

const authorize = <State>(
  request: AwsRequest,
  { operation, input }: { readonly operation: Operation<State>; readonly input: Input },
  { api, access, account, state, resourcePolicyOf }: SchemaServiceOptions<State>,
): void => {
  const { action, hop = api.hop, alsoRequired } = operation;
  const required: Permission[] = [{ action, resource: operation.resource(input, account, state) }];
  const also = alsoRequired?.resource(input);
  if (alsoRequired && also !== undefined) required.push({ ...alsoRequired, resource: also });
  const caller = { kind: 'session', session: request.session } as const;
  for (const permission of required) {
    const resourcePolicy = resourcePolicyOf?.(permission.resource);
    const result = access.authorize({ caller, hop, resourcePolicy, ...permission });
    if (result.effect === 'deny') {
      throw accessDenied(deniedMessage(request, permission, result.explicitDenyIn));
    }
  }
};

type Permission = Pick<AccessRequest, 'action' | 'resource' | 'context'>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const deniedMessage = (
  { session }: AwsRequest,
  { action, resource }: Permission,
  explicitDenyIn: AccessResult['explicitDenyIn'],
): string => {
  const reason = explicitDenyIn
    ? `with an explicit deny in ${/^[aeiou]/.test(explicitDenyIn) ? 'an' : 'a'} ${explicitDenyIn}`
    : `because no identity-based policy allows the ${action} action`;
  return `User: ${session.principalArn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
};

const accessDenied = (message: string): AwsError =>
  new AwsError('AccessDeniedException', message, { status: 403 });

/** A seeded value that AWS could not return is an error of the stack. The error names it. */
const encode = (schema: OperationSchema, output: unknown, protocol: AwsProtocol): string => {
  try {
    if (protocol === 'awsQuery') return encodeQuery(schema, output);
    return outputOf(schema).isUnitSchema()
      ? ''
      : JSON.stringify(encodeJson(outputOf(schema), output, operationName(schema)));
  } catch (error) {
    if (!(error instanceof SchemaMismatchError)) throw error;
    throw new AwsError('InternalServerException', error.message, { status: 500, cause: error });
  }
};
