import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { accessToken } from '@hopwise/auth/middleware';
import { secretsManager } from '@hopwise/auth/secrets-manager';
import { toolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import { countAuthEvents } from './auth-metrics.ts';
import { buildHandler } from './build-handler.ts';
import { readConfig } from './config.ts';

const config = readConfig(process.env);
const logger = new Logger();
const metrics = new Metrics({ namespace: 'Hopwise' });

/** Entry of the Lambda function. */
export const handler = buildHandler({
  accessToken: accessToken({
    credentials: secretsManager({ secretId: config.secretId }),
    tokenEndpoint: config.tokenUrl,
    issuer: config.issuer,
    scopes: [...config.scopes],
    gateway: { url: config.gatewayUrl, authorizer: 'CUSTOM_JWT' },
    logger,
    onEvent: countAuthEvents(metrics),
  }),
  metrics,
  target: config,
  tools: toolArguments,
  log: logger,
});
