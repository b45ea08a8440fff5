import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
import { nonEmptyText } from '@hopwise/lambda-config/variable-schemas';
import * as z from 'zod/mini';

export type Config = {
  readonly region: string;
  /** Time limit of one AWS service within one tool call. */
  readonly serviceTimeoutMs: number;
};

const variables = z.object({ AWS_REGION: nonEmptyText });

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const { AWS_REGION } = readEnvironment(variables, environment);
  return { region: AWS_REGION, serviceTimeoutMs: 8_000 };
};
