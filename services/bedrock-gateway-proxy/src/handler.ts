import { Logger } from '@aws-lambda-powertools/logger';
import { accessToken } from '@hopwise/auth/middleware';
import { secretsManager } from '@hopwise/auth/secrets-manager';
import { toolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import { buildHandler } from './build-handler.ts';
import { readConfig } from './config.ts';

const config = readConfig(process.env);
const logger = new Logger();

/** Entry of the Lambda function. */
export const handler = buildHandler({
  accessToken: accessToken({
    credentials: secretsManager({ secretId: config.secretId }),
    tokenEndpoint: config.tokenUrl,
    issuer: config.issuer,
    scopes: [...config.scopes],
    gateway: { url: config.gatewayUrl, authorizer: 'CUSTOM_JWT' },
    logger,
  }),
  target: config,
  tools: toolArguments,
  log: logger,
});
