import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
import { httpUrl, nonEmptyText } from '@hopwise/lambda-config/variable-schemas';
import * as z from 'zod/mini';

export type Config = {
  /** ARN of the secret. */
  readonly secretId: string;
  readonly userPoolId: string;
  readonly tokenUrl: string;
  /** `iss` of the user pool's tokens. */
  readonly issuer: string;
  readonly scope: string;
};

const variables = z.object({
  SECRET_ID: nonEmptyText,
  USER_POOL_ID: nonEmptyText,
  TOKEN_URL: httpUrl,
  ISSUER: httpUrl,
  SCOPE: nonEmptyText,
});

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const { SECRET_ID, USER_POOL_ID, TOKEN_URL, ISSUER, SCOPE } = readEnvironment(
    variables,
    environment,
  );
  return {
    secretId: SECRET_ID,
    userPoolId: USER_POOL_ID,
    tokenUrl: TOKEN_URL,
    issuer: ISSUER,
    scope: SCOPE,
  };
};
