import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readConfig } from './config.ts';
import { createLiveSecrets } from './live-secrets.ts';
import { createRequestToken } from './request-token.ts';
import { rotationHandler } from './rotate.ts';
import { createSecretVersions } from './secret-versions.ts';

const config = readConfig(process.env);
const client = { requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } };

/** Entry of the function that Secrets Manager calls for each step of a rotation. */
export const handler = rotationHandler({
  secretId: config.secretId,
  versions: createSecretVersions(new SecretsManagerClient(client), config.secretId),
  liveSecrets: createLiveSecrets(new CognitoIdentityProviderClient(client), config.userPoolId),
  requestToken: createRequestToken(config),
  wait: (ms) => sleep(ms),
  log: new Logger(),
});
