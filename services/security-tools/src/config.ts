import {
  type LoggerOptions,
  loggerOptionsOf,
  loggerVariables,
} from '@hopwise/lambda-config/logger-variables';
import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
import { nonEmptyText } from '@hopwise/lambda-config/variable-schemas';
import * as z from 'zod/mini';

export type Config = {
  readonly region: string;
  /** Time limit of one AWS service within one tool call. */
  readonly serviceTimeoutMs: number;
  readonly logger: LoggerOptions;
};

const variables = z.object({ AWS_REGION: nonEmptyText, ...loggerVariables('security-tools') });

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const data = readEnvironment(variables, environment);
  return { region: data.AWS_REGION, serviceTimeoutMs: 8_000, logger: loggerOptionsOf(data) };
};
