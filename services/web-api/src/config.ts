import {
  type LoggerOptions,
  loggerOptionsOf,
  loggerVariables,
} from '@hopwise/lambda-config/logger-variables';
import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
import { timeLimitOf, timeLimitVariables } from '@hopwise/lambda-config/time-limits';
import { nonEmptyText } from '@hopwise/lambda-config/variable-schemas';
import * as z from 'zod/mini';

/** The pattern of both ids, see `AgentId` and `AgentAliasId` of the InvokeAgent API. */
const bedrockId = z.string().check(z.regex(/^[0-9a-zA-Z]{1,10}$/));

const origin = z
  .string()
  .check(z.refine((value) => value === '*' || URL.parse(value)?.origin === value));

const variables = z.object({
  AGENT_ID: bedrockId,
  AGENT_ALIAS_ID: bedrockId,
  ALLOWED_ORIGIN: origin,
  PUBLIC_API: z.enum(['true', 'false']),
  AWS_REGION: nonEmptyText,
  ...timeLimitVariables,
  ...loggerVariables('web-api'),
});

export type Config = {
  readonly agentId: string;
  readonly agentAliasId: string;
  /** Origin of the web UI, for example `https://example.com`, or `*`. */
  readonly allowedOrigin: string;
  /** Whether the stage parameter `publicApi` lets anyone call the API. */
  readonly isPublic: boolean;
  readonly region: string;
  /** Limit of the connection to Amazon Bedrock. */
  readonly connectionTimeoutMs: number;
  readonly logger: LoggerOptions;
};

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const data = readEnvironment(variables, environment);
  return {
    agentId: data.AGENT_ID,
    agentAliasId: data.AGENT_ALIAS_ID,
    allowedOrigin: data.ALLOWED_ORIGIN,
    isPublic: data.PUBLIC_API === 'true',
    region: data.AWS_REGION,
    connectionTimeoutMs: timeLimitOf(3_000, data),
    logger: loggerOptionsOf(data),
  };
};
