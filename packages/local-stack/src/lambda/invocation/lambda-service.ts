import type { Account } from '../../account.ts';
import type { AwsHandler, AwsRequest, AwsResponse } from '../../aws-endpoint/aws-request.ts';
import { functionArnOf } from '../function/function-name.ts';
import { LambdaInvokeError } from '../function/lambda-invoker.ts';
import type { AuthorizedFunctions } from './authorized-functions.ts';
import { invoke } from './invoke-operation.ts';
import { type InvokeParameters, LambdaRequestError, parseInvokeRequest } from './invoke-request.ts';
import { invokeWithResponseStream } from './invoke-with-response-stream-operation.ts';

const pathPattern =
  /^\/(?:2015-03-31\/functions\/([^/]+)\/(invocations)|2021-11-15\/functions\/([^/]+)\/response-streaming-invocations)$/;

const statusOfCode: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  RequestTooLargeException: 413,
  ResourceNotFoundException: 404,
  TooManyRequestsException: 429,
  UnknownOperationException: 404,
};

/** Exceptions whose message member is spelled with a capital letter in Lambda's model. */
const codesWithCapitalMessage: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'ResourceNotFoundException',
  'ServiceException',
]);

const errorResponse = (error: LambdaInvokeError | LambdaRequestError): AwsResponse => {
  const { code, message } = error;
  const status = statusOfCode[code] ?? 500;
  const member = codesWithCapitalMessage.has(code) ? 'Message' : 'message';
  const reason = error instanceof LambdaInvokeError ? error.reason : undefined;
  const body = {
    Type: status < 500 ? 'User' : 'Service',
    [member]: message,
    ...(reason !== undefined && { Reason: reason }),
  };
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: Buffer.from(JSON.stringify(body)),
  };
};

const decodeName = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
};

type Route = { readonly functionName: string; readonly buffered: boolean };

const route = (request: AwsRequest): Route => {
  const [, bufferedName, buffered, streamedName] = pathPattern.exec(request.path) ?? [];
  const encoded = bufferedName ?? streamedName;
  if (request.method !== 'POST' || encoded === undefined) {
    throw new LambdaRequestError(
      'UnknownOperationException',
      `The local stack does not support ${request.method} ${request.path} of Lambda.`,
    );
  }
  return { functionName: decodeName(encoded), buffered: buffered !== undefined };
};

/** The Invoke API of Lambda. Refuses management operations by name. */
export const createLambdaService = (input: {
  readonly functions: AuthorizedFunctions;
  readonly account: Account;
}): AwsHandler => {
  const parameters = (request: AwsRequest, functionName: string): InvokeParameters => {
    const functionArn = functionArnOf(functionName, input.account);
    if (functionArn !== undefined) return parseInvokeRequest(request, functionArn);
    throw new LambdaRequestError(
      'InvalidParameterValueException',
      'The function name is neither a name nor an ARN of an unpublished function.',
    );
  };

  const answer = async (request: AwsRequest): Promise<AwsResponse> => {
    const { functionName, buffered } = route(request);
    const operation = buffered ? invoke : invokeWithResponseStream;
    return operation(parameters(request, functionName), input.functions);
  };

  return {
    signingName: 'lambda',
    async handle(request) {
      try {
        return await answer(request);
      } catch (error) {
        if (error instanceof LambdaInvokeError || error instanceof LambdaRequestError) {
          return errorResponse(error);
        }
        throw error;
      }
    },
  };
};
