import {
  type LoggerOptions,
  loggerOptionsOf,
  loggerVariables,
} from '@hopwise/lambda-config/logger-variables';
import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
import { timeLimitOf, timeLimitVariables } from '@hopwise/lambda-config/time-limits';
import { nonEmptyText } from '@hopwise/lambda-config/variable-schemas';
import * as z from 'zod/mini';

export type Config = {
  readonly region: string;
  /** Time limit of one AWS service within one tool call. */
  readonly serviceTimeoutMs: number;
  readonly connectionTimeoutMs: number;
  /** Time limit of one request of a service. */
  readonly requestTimeoutMs: number;
  readonly logger: LoggerOptions;
};

const variables = z.object({
  AWS_REGION: nonEmptyText,
  ...timeLimitVariables,
  ...loggerVariables('security-tools'),
});

/** Shorter than the function's timeout of 25 seconds: when one service hangs, a tool answers for the others. */
const longestServiceMs = 20_000;

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const data = readEnvironment(variables, environment);
  return {
    region: data.AWS_REGION,
    serviceTimeoutMs: Math.min(timeLimitOf(8_000, data), longestServiceMs),
    connectionTimeoutMs: timeLimitOf(2_000, data),
    requestTimeoutMs: timeLimitOf(5_000, data),
    logger: loggerOptionsOf(data),
  };
};
