import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { seededAccount } from '@hopwise/local-stack/account';
import { createCognitoIdp } from '@hopwise/local-stack/cognito-idp/create-cognito-idp';
import { createSecretsManager } from '@hopwise/local-stack/secrets-manager/create-secrets-manager';
import { allow, startEndpoint } from '@hopwise/local-stack/testing/aws-endpoint/endpoint-fixture';
import { machineSecret, runCognito } from '@hopwise/local-stack/testing/cognito/running-cognito';
import type { ClientSecret } from '../client-secret.ts';
import { createLiveSecrets } from '../live-secrets.ts';
import { createRequestToken } from '../request-token.ts';
import { rotationHandler } from '../rotate.ts';
import { createSecretVersions } from '../secret-versions.ts';
import { watchCalls } from './watched-calls.ts';

export const clientId = 'machineclient';
export const secretArn =
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:hopwise/test/gateway-client-AbCdEf';
export const seeded: ClientSecret = { clientId, clientSecret: machineSecret };

/** The n-th token of a rotation. */
export const tokenOf = (n: number): string =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Setup = { readonly rotates?: boolean; readonly secretString?: string };

/** The local stack's own services around one secret, and the handler that rotates it. */
export const openBench = async (setup: Setup = {}) => {
  const cognito = await runCognito();
  cognito.clock.nowSeconds = Math.floor(Date.now() / 1000);
  const { rotates = true, secretString = JSON.stringify(seeded) } = setup;
  const endpoint = await startEndpoint({
    statements: [allow(['secretsmanager:*', 'cognito-idp:*'])],
    services: ({ access, clock }) => [
      createSecretsManager({
        secrets: [
          {
            arn: secretArn,
            name: 'hopwise/test/gateway-client',
            secretString,
            rotation: rotates ? { lambdaArn: 'none', automaticallyAfterDays: 30 } : undefined,
          },
        ],
        // The tests take the part of Secrets Manager: they run the steps.
        invoker: { invoke: () => new Promise(() => undefined) },
        access,
        clock,
        account: seededAccount,
      }),
      createCognitoIdp({
        userPools: [cognito.pool],
        admin: cognito.cognito.admin,
        access,
        account: seededAccount,
      }),
    ],
  });
  return { ...benchOn(cognito, endpoint), cognito };
};

type Cognito = Awaited<ReturnType<typeof runCognito>>;
type Endpoint = Awaited<ReturnType<typeof startEndpoint>>;
type WatchedClient = Endpoint['client'] & Pick<ReturnType<typeof watchCalls>, 'requestHandler'>;

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

const handlerOn = ({ pool, tokenUrl }: Cognito, client: WatchedClient) => {
  const secretsManager = new SecretsManagerClient(client);
  const cognitoIdp = new CognitoIdentityProviderClient(client);
  const logs: unknown[] = [];
  const pausesMs: number[] = [];
  const ports = {
    versions: createSecretVersions(secretsManager, secretArn),
    liveSecrets: createLiveSecrets(cognitoIdp, pool.id),
    requestToken: createRequestToken({ tokenUrl, issuer: pool.issuer, scope: 'gateway/invoke' }),
    wait: async (ms: number) => {
      pausesMs.push(ms);
    },
  };
  const handler = rotationHandler({
    ...ports,
    secretId: secretArn,
    log: { info: (...line) => logs.push(line) },
  });
  const run = (Step: string, ClientRequestToken = tokenOf(1)) =>
    handler({ Step, SecretId: secretArn, ClientRequestToken });
  const rotate = async (token = tokenOf(1)): Promise<void> => {
    for (const step of steps) await run(step, token);
  };
  const destroy = (): void => {
    secretsManager.destroy();
    cognitoIdp.destroy();
  };
  return { ports, handler, run, rotate, logs, pausesMs, destroy };
};

const operatorOn = (client: Endpoint['client']) => {
  const operator = new SecretsManagerClient(client);
  const SecretId = secretArn;
  return {
    /** What Secrets Manager does at the begin of a rotation. */
    begin: (ClientRequestToken = tokenOf(1)) =>
      operator.send(new RotateSecretCommand({ SecretId, ClientRequestToken })),
    /** What somebody writes past the rotation. */
    write: (value: ClientSecret) =>
      operator.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) })),
    read: async (VersionStage = 'AWSCURRENT'): Promise<ClientSecret> => {
      const found = await operator.send(new GetSecretValueCommand({ SecretId, VersionStage }));
      return JSON.parse(found.SecretString ?? '');
    },
  };
};

const benchOn = (cognito: Cognito, endpoint: Endpoint) => {
  const { requestHandler, calls, dieAfter } = watchCalls();
  const handling = handlerOn(cognito, { ...endpoint.client, requestHandler });
  const { admin } = cognito.cognito;
  return {
    ...handling,
    ...operatorOn(endpoint.client),
    calls,
    dieAfter,
    liveIds: () => admin.listClientSecrets(clientId).map(({ clientSecretId }) => clientSecretId),
    /** Whether the issuer gives a token for these credentials. */
    isTaken: (credentials: ClientSecret): Promise<boolean> =>
      handling.ports.requestToken(credentials).then(
        () => true,
        () => false,
      ),
    async close() {
      handling.destroy();
      await endpoint.server.close();
      await cognito.close();
    },
  };
};

export type RotationBench = Awaited<ReturnType<typeof openBench>>;
