import { Logger } from '@aws-lambda-powertools/logger';
import { readConfig } from './config.ts';
import { createHandler } from './create-handler.ts';
import { createServiceReaders } from './create-service-readers.ts';

const config = readConfig(process.env);

/** Entry of the Lambda function. */
export const handler = createHandler({
  region: config.region,
  serviceTimeoutMs: config.serviceTimeoutMs,
  readers: createServiceReaders(config),
  log: new Logger(config.logger),
});
