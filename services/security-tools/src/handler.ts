import { Logger } from '@aws-lambda-powertools/logger';
import { createServiceReaders } from './clients.ts';
import { readConfig } from './config.ts';
import { createHandler } from './create-handler.ts';

const config = readConfig(process.env);

/** Entry of the function, created once per execution environment. */
export const handler = createHandler({
  ...config,
  readers: createServiceReaders(config.region),
  logger: new Logger({ serviceName: 'security-tools' }),
});
