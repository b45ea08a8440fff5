import { types } from 'node:util';

/** What an error of an AWS client says, whatever threw it. */
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

/** Whoever asks may not ask this: it says nothing of the stack. */
export const isDenied = ({ name }: AwsFailure): boolean =>
  /^(AccessDenied|Unauthorized)/.test(name);

/** How AWS answers a request in which it finds no signature, for instance since a bearer token stands there. */
export const isUnsigned = ({ name }: AwsFailure): boolean =>
  /^(MissingAuthenticationToken|IncompleteSignature)/.test(name);

/**
 * Bedrock Agents is closed to accounts that had not used it.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/agents-classic-maintenance-mode.html
 */
export const isMaintenanceMode = ({ message }: AwsFailure): boolean =>
  /maintenance mode/i.test(message);
