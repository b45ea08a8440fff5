import { jsonProblem, parseBoundedJson } from '@hopwise/contracts/bounded-json';
import type { Session } from '../../access/session.ts';
import type { AwsRequest } from '../../aws-endpoint/aws-request.ts';
import { LambdaInvokeError } from '../function/lambda-invoker.ts';
import { maxRequestBytes } from './invoker.ts';

/** Size limit of an asynchronous invocation's payload. */
const maxEventBytes = 1024 * 1024;
const maxClientContextLength = 3583;

const invocationTypes = ['RequestResponse', 'Event', 'DryRun'] as const;

export type InvocationType = (typeof invocationTypes)[number];

export type InvokeParameters = {
  readonly functionArn: string;
  readonly session: Session;
  readonly invocationType: InvocationType;
  readonly payload: Uint8Array;
  readonly clientContext: unknown;
  readonly tail: boolean;
};

/** A request that the Invoke API does not accept. */
export class LambdaRequestError extends Error {
  override readonly name = 'LambdaRequestError';
  readonly code:
    | 'InvalidParameterValueException'
    | 'InvalidRequestContentException'
    | 'UnknownOperationException';

  constructor(code: LambdaRequestError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const invocationTypeOf = (header: string | undefined): InvocationType => {
  const found = invocationTypes.find((one) => one === (header ?? 'RequestResponse'));
  if (found !== undefined) return found;
  throw new LambdaRequestError(
    'InvalidParameterValueException',
    `X-Amz-Invocation-Type must be one of ${invocationTypes.join(', ')}.`,
  );
};

const parseJson = (text: string, what: string): unknown => {
  try {
    return parseBoundedJson(text);
  } catch (cause) {
    throw new LambdaRequestError(
      'InvalidRequestContentException',
      `${what} ${jsonProblem(cause)}.`,
      {
        cause,
      },
    );
  }
};

const clientContextOf = (header: string | undefined): unknown => {
  if (header === undefined) return undefined;
  if (header.length > maxClientContextLength) {
    throw new LambdaRequestError(
      'InvalidRequestContentException',
      `Client context must not be longer than ${maxClientContextLength} bytes of Base64.`,
    );
  }
  return parseJson(Buffer.from(header, 'base64').toString('utf8'), 'Client context');
};

const payloadOf = (body: Uint8Array, invocationType: InvocationType): Uint8Array => {
  const limit = invocationType === 'Event' ? maxEventBytes : maxRequestBytes;
  if (body.length > limit) {
    throw new LambdaInvokeError(
      'RequestTooLargeException',
      `${body.length} byte payload is too large for the ${invocationType} invocation type (limit ${limit} bytes)`,
    );
  }
  // Without a payload the function receives an empty object.
  if (body.length === 0) return Buffer.from('{}');
  parseJson(new TextDecoder().decode(body), 'The request body');
  return body;
};

/** The parameters of Invoke and InvokeWithResponseStream, see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const parseInvokeRequest = (request: AwsRequest, functionArn: string): InvokeParameters => {
  const qualifier = new URLSearchParams(request.query).get('Qualifier') ?? '$LATEST';
  const invocationType = invocationTypeOf(request.headers['x-amz-invocation-type']);
  return {
    functionArn: qualifier === '$LATEST' ? functionArn : `${functionArn}:${qualifier}`,
    session: request.session,
    invocationType,
    payload: payloadOf(request.body, invocationType),
    clientContext: clientContextOf(request.headers['x-amz-client-context']),
    tail: request.headers['x-amz-log-type'] === 'Tail',
  };
};
