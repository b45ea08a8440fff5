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

const credentialsError = (message: string): Error =>
  Object.assign(new Error(message), { name: 'CredentialsProviderError' });

/** What a header can contain. */
const isHeaderText = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/**
 * A copy of what a source returned. Without this check, a missing secret key would sign as the text `undefined`.
 * Throws an error with the name `CredentialsProviderError`, without any value.
 */
export const usableCredentials = (given: AwsCredentials): AwsCredentials => {
  const { accessKeyId, secretAccessKey, sessionToken }: Partial<AwsCredentials> = given ?? {};
  const isSessionUsable =
    sessionToken === undefined || sessionToken === '' || isHeaderText(sessionToken);
  if (isHeaderText(accessKeyId) && isHeaderText(secretAccessKey) && isSessionUsable) {
    return { accessKeyId, secretAccessKey, sessionToken };
  }
  throw credentialsError(
    'The credentials have no usable accessKeyId, secretAccessKey or sessionToken.',
  );
};
