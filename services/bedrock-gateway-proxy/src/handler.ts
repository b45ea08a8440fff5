import { Logger } from '@aws-lambda-powertools/logger';
import { systemClock } from '@hopwise/auth/clock';
import { accessToken } from '@hopwise/auth/middleware';
import { secretsManager } from '@hopwise/auth/secrets-manager';
import { toolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import { countAuthEvents } from './auth-metrics.ts';
import { readConfig } from './config.ts';
import { createHandler } from './create-handler.ts';
import { createMetrics } from './metrics.ts';

const config = readConfig(process.env);
const logger = new Logger(config.logger);
const metrics = createMetrics({
  namespace: 'Hopwise',
  serviceName: config.logger.serviceName,
});

/** Entry of the Lambda function. */
export const handler = createHandler({
  accessToken: accessToken({
    credentials: secretsManager({
      secretId: config.secretId,
      requestTimeoutMs: config.secretRequestTimeoutMs,
    }),
    tokenEndpoint: config.tokenUrl,
    issuer: config.issuer,
    scopes: [...config.scopes],
    gateway: { url: config.gatewayUrl, authorizer: 'CUSTOM_JWT' },
    secretTimeoutMs: config.secretTimeoutMs,
    tokenTimeoutMs: config.tokenTimeoutMs,
    logger,
    onEvent: countAuthEvents(metrics),
  }),
  metrics,
  target: config,
  tools: toolArguments,
  clock: systemClock,
  log: logger,
});
