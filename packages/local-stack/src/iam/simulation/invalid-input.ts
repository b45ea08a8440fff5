import { AwsError } from '../../aws-endpoint/aws-error.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html#API_SimulatePrincipalPolicy_Errors */
export const invalidInput = (message: string, cause?: unknown): AwsError =>
  new AwsError('InvalidInput', message, { cause });
