import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createClientSecrets } from './client-secrets.ts';
import { readConfig } from './config.ts';
import { createHandler } from './create-handler.ts';
import { createRequestToken } from './request-token.ts';
import { createSecretVersions } from './secret-versions.ts';

const config = readConfig(process.env);
const client = {
  requestHandler: {
    connectionTimeout: config.connectionTimeoutMs,
    requestTimeout: config.requestTimeoutMs,
  },
};

/** Entry of the function. Secrets Manager calls it for each step of a rotation. */
export const handler = createHandler({
  secretId: config.secretId,
  versions: createSecretVersions(new SecretsManagerClient(client), config.secretId),
  clientSecrets: createClientSecrets(new CognitoIdentityProviderClient(client), config.userPoolId),
  requestToken: createRequestToken(config),
  wait: (ms) => sleep(ms),
  log: new Logger(config.logger),
});
