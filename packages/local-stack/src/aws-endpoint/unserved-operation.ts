import { oncePerObject } from '@hopwise/template/once-per-object';
import { AwsError, type AwsProtocol } from './aws-error.ts';
import type { AwsRequest } from './aws-request.ts';
import { httpBindingOf, type OperationSchema, operationName } from './operation-schema.ts';
import type { RequestForm } from './request-form.ts';
import { matchPath } from './rest-json-input.ts';

/** What does the same as operations that the local stack does not serve. */
export type Instead = {
  /** Matches names of operations. */
  readonly operations: RegExp;
  /** A sentence that names an operation, a command, or a property of the template. */
  readonly instead: string;
};

type Api = Pick<RequestForm, 'protocol' | 'targetPrefix'> & {
  readonly clients?: readonly object[];
};

/** The name of the operation of a request. Undefined if the API has no such operation. */
export const askedOperation = (request: AwsRequest, api: Api): string | undefined => {
  const { headers, body } = request;
  if (api.protocol === 'awsQuery') {
    return new URLSearchParams(Buffer.from(body).toString()).get('Action') ?? undefined;
  }
  const target = headers['x-amz-target'];
  if (api.protocol === 'awsJson1_1') {
    return target?.startsWith(`${api.targetPrefix}.`) ? target.split('.').at(-1) : undefined;
  }
  const [nearest] = (api.clients ?? [])
    .flatMap(operationsOf)
    .filter((schema) => isAsked(schema, request))
    .sort((one, other) => labelsOf(one) - labelsOf(other));
  return nearest && operationName(nearest);
};

/** Clients export the schemas of structures and errors too. */
const isOperation = (value: unknown): value is OperationSchema =>
  Array.isArray(value) && value[0] === 9 && typeof value[2] === 'string';

/** A client has hundreds of exports, and the operation of each request to a service's handler is looked up. */
const operationsOf = oncePerObject((client: object) => Object.values(client).filter(isOperation));

const isAsked = (schema: OperationSchema, { method, path }: AwsRequest): boolean => {
  const binding = httpBindingOf(schema);
  return binding?.method === method && matchPath(pathOf(schema), path) !== undefined;
};

const pathOf = (schema: OperationSchema): string =>
  httpBindingOf(schema)?.pathTemplate.split('?')[0] ?? '';

/** A path without labels fits a request better than one with labels. */
const labelsOf = (schema: OperationSchema): number => pathOf(schema).split('{').length;

type Service = {
  readonly signingName: string;
  readonly protocol: AwsProtocol;
  /** The operations that the local stack serves. */
  readonly served: readonly string[];
  readonly insteadOf?: readonly Instead[] | undefined;
  /** The types of the service's resources in a template. */
  readonly types?: readonly string[] | undefined;
};

/** Says what the local stack serves, and what does the same as the operation. */
export const unservedOperation = (asked: string, service: Service): AwsError => {
  const { signingName, served, protocol } = service;
  const [code, status] =
    protocol === 'awsQuery'
      ? (['InvalidAction', 400] as const)
      : (['UnknownOperationException', 404] as const);
  const instead = insteadOf(asked, service);
  return new AwsError(
    code,
    `The local stack does not support ${asked} of ${signingName}; it supports ${served.join(', ')}.${instead && ` ${instead}`}`,
    { status },
  );
};

const reads = /^(?:BatchGet|Describe|Generate|Get|Head|List|Search|Simulate|Validate)|\s/;
const tagging = /^(?:Tag|Untag)(?=[A-Z])/;

const insteadOf = (asked: string, { insteadOf = [], types = [] }: Service): string => {
  const known = insteadOf.find(({ operations }) => operations.test(asked));
  if (known) return known.instead;
  if (types.length === 0) return '';
  if (reads.test(asked)) {
    return "ListStackResources and GetTemplate of cloudformation show the template's resources.";
  }
  const [concerned] = types
    .filter((type) => asked.includes(type.split('::').at(-1) ?? type))
    .sort((one, other) => other.length - one.length);
  if (tagging.test(asked)) {
    return `Change \`Tags\` of the ${concerned ?? types[0]} in the template instead.`;
  }
  return `Change ${concerned ?? types.join(', ')} in the template instead.`;
};
