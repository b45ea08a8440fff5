import * as z from 'zod/mini';
import { WebApiError } from './errors.ts';

/** The pattern of both ids, see `AgentId` and `AgentAliasId` of the InvokeAgent API. */
const bedrockId = z.string().check(z.regex(/^[0-9a-zA-Z]{1,10}$/));

const origin = z
  .string()
  .check(z.refine((value) => value === '*' || URL.parse(value)?.origin === value));

const environment = z.object({
  AGENT_ID: bedrockId,
  AGENT_ALIAS_ID: bedrockId,
  ALLOWED_ORIGIN: origin,
  AWS_REGION: z.string().check(z.minLength(1)),
  POWERTOOLS_SERVICE_NAME: z._default(z.string().check(z.minLength(1)), 'web-api'),
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
  readonly logLevel: z.infer<typeof environment>['POWERTOOLS_LOG_LEVEL'];
};

/** Throws `CONFIG_INVALID`, which names every variable that is missing or malformed. */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const result = environment.safeParse(env);
  if (!result.success) {
    const names = new Set(result.error.issues.map((issue) => String(issue.path[0])));
    throw new WebApiError(
      'CONFIG_INVALID',
      `Environment variables missing or malformed: ${[...names].join(', ')}.`,
    );
  }
  const { data } = result;
  return {
    agentId: data.AGENT_ID,
    agentAliasId: data.AGENT_ALIAS_ID,
    allowedOrigin: data.ALLOWED_ORIGIN,
    region: data.AWS_REGION,
    serviceName: data.POWERTOOLS_SERVICE_NAME,
    logLevel: data.POWERTOOLS_LOG_LEVEL,
  };
};
