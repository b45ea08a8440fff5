import { AwsError } from '../aws-endpoint/aws-error.ts';

/** AWS may know the filter; an emulation that ignored it would answer with the wrong findings. */
export const unsupportedFilter = (what: string): AwsError =>
  new AwsError('ValidationException', `The local stack does not support ${what}.`);
