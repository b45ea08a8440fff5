import * as z from 'zod/mini';
import { nonEmptyText } from './variable-schemas.ts';

/** Upper and lower case, as the Powertools `Logger` accepts. */
const logLevel = z.enum([
  'TRACE',
  'DEBUG',
  'INFO',
  'WARN',
  'ERROR',
  'CRITICAL',
  'SILENT',
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'critical',
  'silent',
]);

/** The schema of the variables that configure a logger. The log level is `INFO` by default. */
export const loggerVariables = (defaultServiceName: string) => ({
  POWERTOOLS_SERVICE_NAME: z._default(nonEmptyText, defaultServiceName),
  POWERTOOLS_LOG_LEVEL: z._default(logLevel, 'INFO'),
});

/** Options of the Powertools `Logger`. */
export type LoggerOptions = {
  readonly serviceName: string;
  readonly logLevel: z.infer<typeof logLevel>;
};

/** Turns the logger's variables into the options of the Powertools `Logger`. */
export const loggerOptionsOf = (variables: {
  readonly POWERTOOLS_SERVICE_NAME: string;
  readonly POWERTOOLS_LOG_LEVEL: LoggerOptions['logLevel'];
}): LoggerOptions => ({
  serviceName: variables.POWERTOOLS_SERVICE_NAME,
  logLevel: variables.POWERTOOLS_LOG_LEVEL,
});
