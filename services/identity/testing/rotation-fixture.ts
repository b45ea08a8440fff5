import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { allow, startEndpoint } from '@hopwise/local-stack/testing/aws-endpoint/endpoint-fixture';
import { machineSecret, runCognito } from '@hopwise/local-stack/testing/cognito/running-cognito';
import { rotationServices } from '@hopwise/local-stack/testing/rotation-services';
import { createClientSecrets } from '../src/client-secrets.ts';
import { createHandler } from '../src/create-handler.ts';
import { createRequestToken } from '../src/request-token.ts';
import type { SecretValue } from '../src/secret-value.ts';
import { createSecretVersions } from '../src/secret-versions.ts';
import { recordCalls } from './recorded-calls.ts';

export const clientId = 'machineclient';
export const secretArn =
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:hopwise/test/gateway-client-AbCdEf';
export const initialSecret: SecretValue = { clientId, clientSecret: machineSecret };

/** The client request token of the n-th rotation, which is also the version id. */
export const rotationToken = (n: number): string =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Setup = { readonly isRotationEnabled?: boolean; readonly secretString?: string };

/** Cognito and Secrets Manager of the local stack with one secret, and the handler that rotates it. */
export const startFixture = async (setup: Setup = {}) => {
  const cognito = await runCognito();
  cognito.clock.nowSeconds = Math.floor(Date.now() / 1000);
  const { isRotationEnabled = true, secretString = JSON.stringify(initialSecret) } = setup;
  const endpoint = await startEndpoint({
    statements: [allow(['secretsmanager:*', 'cognito-idp:*'])],
    services: rotationServices({
      secret: {
        arn: secretArn,
        name: 'hopwise/test/gateway-client',
        secretString,
        rotation: isRotationEnabled ? { lambdaArn: 'none', automaticallyAfterDays: 30 } : undefined,
      },
      cognito,
    }),
  });
  return { ...fixtureOn(cognito, endpoint), cognito };
};

type Cognito = Awaited<ReturnType<typeof runCognito>>;
type Endpoint = Awaited<ReturnType<typeof startEndpoint>>;
type RecordedClient = Endpoint['client'] & Pick<ReturnType<typeof recordCalls>, 'requestHandler'>;

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

const handlerOn = ({ pool, tokenUrl }: Cognito, client: RecordedClient) => {
  const secretsManager = new SecretsManagerClient(client);
  const cognitoIdp = new CognitoIdentityProviderClient(client);
  const logs: unknown[] = [];
  const pausesMs: number[] = [];
  const ports = {
    versions: createSecretVersions(secretsManager, secretArn),
    clientSecrets: createClientSecrets(cognitoIdp, pool.id),
    requestToken: createRequestToken({
      tokenUrl,
      issuer: pool.issuer,
      scope: 'gateway/invoke',
      tokenTimeoutMs: 5_000,
    }),
    wait: async (ms: number) => {
      pausesMs.push(ms);
    },
  };
  const handler = createHandler({
    ...ports,
    secretId: secretArn,
    log: { info: (...line) => logs.push(line) },
  });
  const run = (Step: string, ClientRequestToken = rotationToken(1)) =>
    handler({ Step, SecretId: secretArn, ClientRequestToken });
  const rotate = async (token = rotationToken(1)): Promise<void> => {
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
    /** Starts a rotation. */
    begin: (ClientRequestToken = rotationToken(1)) =>
      operator.send(new RotateSecretCommand({ SecretId, ClientRequestToken })),
    /** Writes a value outside of a rotation. */
    write: (value: SecretValue) =>
      operator.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) })),
    read: async (VersionStage = 'AWSCURRENT'): Promise<SecretValue> => {
      const found = await operator.send(new GetSecretValueCommand({ SecretId, VersionStage }));
      return JSON.parse(found.SecretString ?? '');
    },
  };
};

const fixtureOn = (cognito: Cognito, endpoint: Endpoint) => {
  const { requestHandler, calls, failAfter } = recordCalls();
  const handling = handlerOn(cognito, { ...endpoint.client, requestHandler });
  const { admin } = cognito.cognito;
  return {
    ...handling,
    ...operatorOn(endpoint.client),
    calls,
    failAfter,
    clientSecretIds: () =>
      admin.listClientSecrets(clientId).map(({ clientSecretId }) => clientSecretId),
    /** Whether the token endpoint issues a token for these credentials. */
    isAccepted: (credentials: SecretValue): Promise<boolean> =>
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

export type RotationFixture = Awaited<ReturnType<typeof startFixture>>;
