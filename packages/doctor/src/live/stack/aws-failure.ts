import { types } from 'node:util';

/** The parts of an AWS client's error that the checks use. */
export type AwsFailure = {
  readonly name: string;
  readonly message: string;
  readonly status: number | undefined;
};

export const failureOf = (error: unknown): AwsFailure => {
  if (!types.isNativeError(error)) return { name: 'Error', message: 'unknown', status: undefined };
  const { $metadata } = error as { $metadata?: { httpStatusCode?: unknown } };
  const status = $metadata?.httpStatusCode;
  return {
    name: error.name,
    message: error.message,
    status: typeof status === 'number' ? status : undefined,
  };
};

/** Whether AWS denied a call of the doctor itself. Such an error says nothing about the stack. */
export const isDenied = ({ name }: AwsFailure): boolean =>
  /^(AccessDenied|Unauthorized)/.test(name);

/** Whether AWS found no signature in the request, for instance because of a bearer token. */
export const isUnsigned = ({ name }: AwsFailure): boolean =>
  /^(MissingAuthenticationToken|IncompleteSignature)/.test(name);

/**
 * Whether Bedrock Agents is closed to this account, because the account did not use it before.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/agents-classic-maintenance-mode.html
 */
export const isMaintenanceMode = ({ message }: AwsFailure): boolean =>
  /maintenance mode/i.test(message);
