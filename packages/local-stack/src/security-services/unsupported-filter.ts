import { AwsError } from '../aws-endpoint/aws-error.ts';

/** AWS might support the filter. Ignoring it would return wrong findings. */
export const unsupportedFilter = (what: string): AwsError =>
  new AwsError('ValidationException', `The local stack does not support ${what}.`);
