import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  type RotateSecretRequest,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { type RunService, runService } from '../../testing/aws-service/run-service.ts';
import { secretReads } from '../cognito/user-pools-state.ts';
import {
  type Invocation,
  type InvocationResult,
  lambdaInvoker,
} from '../lambda/function/lambda-invoker.ts';
import type { DeployedSecret } from './deployed-secret.ts';
import { secretsAdmin } from './secrets-admin.ts';
import { secretsManager } from './secrets-manager.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:client-AbCdEf';
const lambdaArn = 'arn:aws:lambda:us-east-1:111122223333:function:rotate';
const token = '11111111-2222-3333-4444-555555555555';
const otherToken = '66666666-7777-8888-9999-000000000000';

type RotationStep = { readonly Step: string; readonly ClientRequestToken: string };

let fixture: EndpointFixture;
let client: SecretsManagerClient;
let service: RunService<readonly DeployedSecret[]>;
let invocations: Invocation[];
/** The rotation function's work at a step. */
let atStep: (step: RotationStep) => Promise<unknown>;

const stepOf = ({ payload }: Invocation): RotationStep =>
  JSON.parse(Buffer.from(payload).toString());

const invoke = async (invocation: Invocation): Promise<InvocationResult> => {
  invocations.push(invocation);
  const failed = await atStep(stepOf(invocation)).then(
    () => false,
    () => true,
  );
  return {
    requestId: '1',
    payload: new Uint8Array(),
    functionError: failed ? 'Unhandled' : undefined,
  };
};

/** A rotation function that stores a value and makes it current. */
const rotateValue = async ({ Step, ClientRequestToken }: RotationStep): Promise<unknown> => {
  const SecretId = arn;
  if (Step === 'createSecret') {
    const VersionStages = ['AWSPENDING'];
    const SecretString = ClientRequestToken;
    const version = { SecretId, ClientRequestToken, SecretString, VersionStages };
    return client.send(new PutSecretValueCommand(version));
  }
  if (Step !== 'finishSecret') return undefined;
  const { VersionId } = await client.send(new GetSecretValueCommand({ SecretId }));
  return client.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: ClientRequestToken,
      RemoveFromVersionId: VersionId,
    }),
  );
};

const rotate = (input: Partial<RotateSecretRequest> = {}) =>
  client.send(new RotateSecretCommand({ SecretId: arn, ClientRequestToken: token, ...input }));
const rotationEnded = () => service.use(secretsAdmin).rotationEnded(arn);
const describeSecret = () => client.send(new DescribeSecretCommand({ SecretId: arn }));

const start = async (): Promise<void> => {
  const rotation = { lambdaArn, automaticallyAfterDays: 30 };
  fixture = await startEndpoint({
    statements: [allow('secretsmanager:*')],
    services: (parts) => {
      service = runService(
        secretsManager,
        [{ arn, name: 'client', secretString: 'first', rotation }],
        {
          ...parts,
          provide(ports) {
            const invokeWithResponseStream = () =>
              Promise.reject(new Error('Rotations do not use a response stream.'));
            ports.provide(lambdaInvoker, { invoke, invokeWithResponseStream });
            ports.provide(secretReads, () => undefined);
          },
        },
      );
      return [service];
    },
  });
  client = new SecretsManagerClient(fixture.client);
};

beforeEach(async () => {
  invocations = [];
  atStep = rotateValue;
  await start();
});
afterEach(async () => {
  client.destroy();
  await fixture.server.close();
});

describe('RotateSecret', () => {
  it('invokes the function for each step, as Secrets Manager on behalf of the secret', async () => {
    expect(await rotate()).toMatchObject({ ARN: arn, Name: 'client', VersionId: token });
    await rotationEnded();
    const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
    expect(invocations.map(stepOf)).toEqual(
      steps.map((Step) => ({ Step, SecretId: arn, ClientRequestToken: token })),
    );
    for (const { functionArn, caller } of invocations) {
      expect(functionArn).toBe(lambdaArn);
      expect(caller).toEqual({
        kind: 'service',
        service: 'secretsmanager.amazonaws.com',
        sourceArn: arn,
        sourceAccount: '111122223333',
        turn: undefined,
      });
    }
    expect(await describeSecret()).toMatchObject({
      RotationEnabled: true,
      RotationLambdaARN: lambdaArn,
      RotationRules: { AutomaticallyAfterDays: 30 },
      LastRotatedDate: expect.any(Date),
      VersionIdsToStages: { [token]: ['AWSCURRENT'] },
    });
  });

  it('does nothing for a version that already exists', async () => {
    await rotate();
    await rotationEnded();
    expect(await rotate()).toMatchObject({ VersionId: token });
    await rotationEnded();
    expect(invocations).toHaveLength(4);
  });

  it('stages a version without a value until the function stores one', async () => {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    atStep = async (step) => {
      reached.resolve();
      await goOn.promise;
      return rotateValue(step);
    };
    await rotate();
    await reached.promise;
    expect((await describeSecret()).VersionIdsToStages?.[token]).toEqual(['AWSPENDING']);
    const pending = new GetSecretValueCommand({ SecretId: arn, VersionStage: 'AWSPENDING' });
    await expect(client.send(pending)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(rotate({ ClientRequestToken: otherToken })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    goOn.resolve();
    await rotationEnded();
    expect(invocations).toHaveLength(4);
  });

  it('retries a failed rotation with its own token', async () => {
    atStep = async (step) => {
      if (step.Step === 'testSecret') throw new Error('refused');
      return rotateValue(step);
    };
    await rotate();
    await expect(rotationEnded()).rejects.toThrow(
      "Rotation of client failed at testSecret: see the function's log.",
    );
    expect(await describeSecret()).not.toHaveProperty('LastRotatedDate');

    atStep = rotateValue;
    await expect(rotate({ ClientRequestToken: otherToken })).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: "A previous rotation isn't complete. That rotation will be reattempted.",
    });
    await rotationEnded();
    expect((await describeSecret()).VersionIdsToStages?.[token]).toEqual(['AWSCURRENT']);
  });

  it.each([
    ['RotationLambdaARN', { RotationLambdaARN: lambdaArn }],
    ['RotationRules', { RotationRules: { AutomaticallyAfterDays: 1 } }],
    ['RotateImmediately', { RotateImmediately: false }],
  ])('refuses to change %s', async (name, input) => {
    await expect(rotate(input)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(name),
    });
    expect(invocations).toEqual([]);
  });

  it('refuses a secret without a rotation', async () => {
    service.update([{ arn, name: 'client', secretString: 'first' }]);
    await expect(rotate()).rejects.toMatchObject({ name: 'InvalidRequestException' });
    expect(await describeSecret()).not.toHaveProperty('RotationEnabled');
  });
});

describe('an update of the stack', () => {
  const current = async () =>
    (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString;

  it('writes a value only if the value in the template has changed', async () => {
    await rotate();
    await rotationEnded();
    service.update([{ arn, name: 'client', secretString: 'first' }]);
    expect(await current()).toBe(token);
    service.update([{ arn, name: 'client', secretString: 'second' }]);
    expect(await current()).toBe('second');
    expect((await describeSecret()).VersionIdsToStages?.[token]).toEqual(['AWSPREVIOUS']);
  });
});
