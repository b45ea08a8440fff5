import {
  type LoggerOptions,
  loggerOptionsOf,
  loggerVariables,
} from '@hopwise/lambda-config/logger-variables';
import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
import { timeLimitOf, timeLimitVariables } from '@hopwise/lambda-config/time-limits';
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
  readonly tokenTimeoutMs: number;
  readonly connectionTimeoutMs: number;
  /** Time limit of one request of Secrets Manager or Amazon Cognito. */
  readonly requestTimeoutMs: number;
  readonly logger: LoggerOptions;
};

const variables = z.object({
  SECRET_ID: nonEmptyText,
  USER_POOL_ID: nonEmptyText,
  TOKEN_URL: httpUrl,
  ISSUER: httpUrl,
  SCOPE: nonEmptyText,
  ...timeLimitVariables,
  ...loggerVariables('identity'),
});

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const data = readEnvironment(variables, environment);
  return {
    secretId: data.SECRET_ID,
    userPoolId: data.USER_POOL_ID,
    tokenUrl: data.TOKEN_URL,
    issuer: data.ISSUER,
    scope: data.SCOPE,
    tokenTimeoutMs: timeLimitOf(5_000, data),
    connectionTimeoutMs: timeLimitOf(1_000, data),
    requestTimeoutMs: timeLimitOf(5_000, data),
    logger: loggerOptionsOf(data),
  };
};
