import { AwsError } from '../aws-endpoint/aws-error.ts';

export const malformedDocument = (message: string, cause?: unknown): AwsError =>
  new AwsError('MalformedPolicyDocument', message, { cause });
