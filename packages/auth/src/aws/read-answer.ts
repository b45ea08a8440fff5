import type { HttpResponse } from '../http/http-send.ts';
import { AwsServiceError } from './aws-service-error.ts';
import { type JsonMembers, parseJson } from './json-members.ts';

/** The output of a service, or its error as `AwsServiceError`. */
export const readAnswer = <Output extends object>(
  { status, headers, body }: HttpResponse,
  attempts: number,
  members: JsonMembers | undefined,
): Output => {
  const metadata = { httpStatusCode: status, requestId: headers['x-amzn-requestid'], attempts };
  const answer = parseJson(body, members);
  if (status >= 200 && status < 300 && answer) {
    // The service's model is the source of the type.
    return { ...answer, $metadata: metadata } as object as Output;
  }
  const code = headers['x-amzn-errortype'] ?? answer?.__type ?? answer?.code;
  const message = answer?.message ?? answer?.Message;
  throw new AwsServiceError(
    typeof code === 'string' ? errorName(code) : 'UnknownError',
    typeof message === 'string' ? message : `The service answered with the status ${status}.`,
    metadata,
  );
};

/** `com.amazonaws.secretsmanager#ResourceNotFoundException:http://…` has the name in the middle. */
const errorName = (code: string): string => code.replace(/:.*$/s, '').replace(/^.*#/s, '');
