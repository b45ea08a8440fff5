import { type FailureCause, failureCause } from '../errors/auth-error.ts';

/** Credentials of an IAM role or user. Those of a role have a session token. */
export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/**
 * The credentials of the execution role. Lambda sets these variables for each execution environment.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 * Throws an error with the name `CredentialsProviderError`, which the SDK uses too.
 */
export const environmentCredentials = (): AwsCredentials => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) {
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
    };
  }
  throw credentialsError('AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set.');
};

const credentialsError = (message: string, cause?: FailureCause): Error =>
  Object.assign(new Error(message, cause && { cause }), { name: 'CredentialsProviderError' });

/** What a header can contain. */
const isHeaderText = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** Without this check, a missing secret key would sign as the text `undefined`. */
const usableCredentials = (given: unknown): AwsCredentials | undefined => {
  const { accessKeyId, secretAccessKey, sessionToken }: Partial<AwsCredentials> = Object(given);
  const isSessionUsable =
    sessionToken === undefined || sessionToken === '' || isHeaderText(sessionToken);
  return isHeaderText(accessKeyId) && isHeaderText(secretAccessKey) && isSessionUsable
    ? { accessKeyId, secretAccessKey, sessionToken }
    : undefined;
};

/**
 * A checked copy of what a source returns, or of the execution role's credentials. Rejects with an error with the name
 * `CredentialsProviderError`, without any value. Its `cause` has the name and the code of the source's error.
 */
export const readAwsCredentials = async (
  source: (() => AwsCredentials | Promise<AwsCredentials>) | undefined,
): Promise<AwsCredentials> => {
  if (source === undefined) return environmentCredentials();
  let usable: AwsCredentials | undefined;
  try {
    usable = usableCredentials(await source());
  } catch (error) {
    throw credentialsError('The source of the credentials failed.', failureCause(error));
  }
  if (usable) return usable;
  throw credentialsError(
    'The credentials have no usable accessKeyId, secretAccessKey or sessionToken.',
  );
};
