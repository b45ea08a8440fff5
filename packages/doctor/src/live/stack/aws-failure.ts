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

/** Something that the stack names does not exist. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
  readonly kind: string;
  readonly id: string;

  constructor(kind: string, id: string, cause: unknown) {
    super(`The ${kind} ${id} does not exist`, { cause });
    this.kind = kind;
    this.id = id;
  }
}

/** Reads one thing. Rejects with `NotFoundError` if AWS says that it does not exist. */
export const existing = async <Answer>(
  kind: string,
  id: string,
  answer: Promise<Answer>,
): Promise<Answer> => {
  try {
    return await answer;
  } catch (error) {
    throw isNotFound(failureOf(error)) ? new NotFoundError(kind, id, error) : error;
  }
};

const isNotFound = ({ name }: AwsFailure): boolean =>
  /^(?:ResourceNotFound|NoSuchEntity|NotFound)(?:Exception)?$/.test(name);
