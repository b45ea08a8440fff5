import { type Environment, readEnvironment } from '@hopwise/lambda-config/read-environment';
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
  AWS_REGION: nonEmptyText,
  POWERTOOLS_SERVICE_NAME: z._default(nonEmptyText, 'web-api'),
  POWERTOOLS_LOG_LEVEL: z._default(
    z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL', 'SILENT']),
    'INFO',
  ),
});

export type Config = {
  readonly agentId: string;
  readonly agentAliasId: string;
  /** The web UI's origin, for instance `https://example.com`, or `*`. */
  readonly allowedOrigin: string;
  readonly region: string;
  readonly serviceName: string;
  readonly logLevel: z.infer<typeof variables>['POWERTOOLS_LOG_LEVEL'];
};

/** Throws a `ConfigError` with the code `CONFIG_INVALID`. */
export const readConfig = (environment: Environment): Config => {
  const data = readEnvironment(variables, environment);
  return {
    agentId: data.AGENT_ID,
    agentAliasId: data.AGENT_ALIAS_ID,
    allowedOrigin: data.ALLOWED_ORIGIN,
    region: data.AWS_REGION,
    serviceName: data.POWERTOOLS_SERVICE_NAME,
    logLevel: data.POWERTOOLS_LOG_LEVEL,
  };
};
