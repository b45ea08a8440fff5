import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { runService } from '../../testing/aws-service/run-service.ts';
import { secretReads } from '../cognito/user-pools-state.ts';
import type { SecretRead } from '../decisions/token-request-turns.ts';
import { secretsManager } from './secrets-manager.ts';

const name = 'hopwise/machine-client';
const arn = `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
const token = '11111111-2222-3333-4444-555555555555';
const otherToken = '66666666-7777-8888-9999-000000000000';

let reads: SecretRead[];
let fixture: EndpointFixture;
let client: SecretsManagerClient;

const start = async (actions: readonly string[], resource = arn): Promise<void> => {
  fixture = await startEndpoint({
    statements: [allow(actions, resource)],
    services: (parts) => [
      runService(secretsManager, [{ arn, name, secretString: '{"clientId":"first"}' }], {
        ...parts,
        provide: (ports) => ports.provide(secretReads, (read) => reads.push(read)),
      }),
    ],
  });
  client = new SecretsManagerClient(fixture.client);
};

const get = (input: { SecretId?: string; VersionId?: string; VersionStage?: string } = {}) =>
  client.send(new GetSecretValueCommand({ SecretId: arn, ...input }));

const put = (ClientRequestToken: string, SecretString: string, ...VersionStages: string[]) =>
  client.send(
    new PutSecretValueCommand({ SecretId: arn, ClientRequestToken, SecretString, VersionStages }),
  );

describe('Secrets Manager', () => {
  beforeEach(async () => {
    reads = [];
    await start(['secretsmanager:*']);
  });

  afterEach(async () => {
    client.destroy();
    await fixture.server.close();
  });

  it('keeps 100 versions, and each version with a label', async () => {
    const tokenOf = (index: number) => `${index}`.padStart(32, '0');
    await put(tokenOf(1), 'labeled', 'KEPT');
    for (let index = 2; index <= 103; index += 1) await put(tokenOf(index), 'new', 'AWSCURRENT');
    expect(await get({ VersionStage: 'KEPT' })).toMatchObject({ SecretString: 'labeled' });
    expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({ VersionId: tokenOf(102) });
    const removed = { name: 'ResourceNotFoundException' };
    await expect(get({ VersionId: tokenOf(4) })).rejects.toMatchObject(removed);
    expect(await get({ VersionId: tokenOf(5) })).toMatchObject({ SecretString: 'new' });
  });

  it.each([
    ['ARN', arn],
    ['name', name],
    ['ARN without its suffix', arn.slice(0, -7)],
  ])('finds a secret by its %s', async (_kind, SecretId) => {
    const secret = await get({ SecretId });
    expect(secret).toMatchObject({
      ARN: arn,
      Name: name,
      SecretString: '{"clientId":"first"}',
      VersionStages: ['AWSCURRENT'],
    });
    expect(secret.VersionId).toMatch(/^[0-9a-f-]{36}$/);
    expect(secret.CreatedDate).toBeInstanceOf(Date);
  });

  it('reports which session read which value', async () => {
    await get();
    expect(reads).toEqual([{ session: fixture.session, secretString: '{"clientId":"first"}' }]);
  });

  it('records the decision for hop 6 with the turn of the caller', async () => {
    await get({ SecretId: name });
    expect(fixture.decisions.ofTurn('turn-0001')).toEqual([
      expect.objectContaining({
        hop: 6,
        effect: 'allow',
        action: 'secretsmanager:GetSecretValue',
        resource: arn,
        principal: fixture.session.principalArn,
      }),
    ]);
  });

  it("answers an unknown secret, version and label with AWS's errors", async () => {
    client.destroy();
    await fixture.server.close();
    await start(['secretsmanager:*'], '*');
    const notFound = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 400 } };
    await expect(get({ SecretId: 'nothing' })).rejects.toMatchObject({
      ...notFound,
      message: "Secrets Manager can't find the specified secret.",
    });
    await expect(get({ VersionId: token })).rejects.toMatchObject(notFound);
    await expect(get({ VersionStage: 'AWSPENDING' })).rejects.toMatchObject({
      ...notFound,
      message: expect.stringContaining('staging label: AWSPENDING'),
    });
  });

  it('denies access before it checks whether the secret exists', async () => {
    await expect(get({ SecretId: 'nothing' })).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: ${fixture.session.principalArn} is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:111122223333:secret:nothing because no identity-based policy allows the secretsmanager:GetSecretValue action`,
      $metadata: { httpStatusCode: 400 },
    });
    expect(reads).toEqual([]);
  });

  it('names an unsupported operation', async () => {
    await expect(client.send(new ListSecretsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('ListSecrets of secretsmanager'),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('refuses an input without the secret', async () => {
    const nothing: { SecretId: string | undefined } = { SecretId: undefined };
    await expect(client.send(new GetSecretValueCommand(nothing))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('stages and promotes a version, and keeps the previous one', async () => {
    const { VersionId: first } = await get();
    await put(token, 'second', 'AWSPENDING');
    expect((await get()).SecretString).toBe('{"clientId":"first"}');
    expect((await get({ VersionStage: 'AWSPENDING' })).SecretString).toBe('second');
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: arn,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: token,
        RemoveFromVersionId: first,
      }),
    );
    expect(await get()).toMatchObject({
      SecretString: 'second',
      VersionStages: ['AWSCURRENT', 'AWSPENDING'],
    });
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).VersionId).toBe(first);
    const described = await client.send(new DescribeSecretCommand({ SecretId: name }));
    expect(described.VersionIdsToStages).toEqual({
      [token]: ['AWSCURRENT', 'AWSPENDING'],
      [String(first)]: ['AWSPREVIOUS'],
    });
  });

  it('accepts a repeated put of the same value and refuses a different value', async () => {
    await put(token, 'second', 'AWSPENDING');
    await expect(put(token, 'second', 'AWSPENDING')).resolves.toMatchObject({ VersionId: token });
    await expect(put(token, 'third', 'AWSPENDING')).rejects.toMatchObject({
      name: 'ResourceExistsException',
    });
  });

  it('makes the version of a put without stages the current one', async () => {
    await client.send(
      new PutSecretValueCommand({ SecretId: arn, SecretBinary: Buffer.from([1, 2, 255]) }),
    );
    expect(await get()).toMatchObject({
      SecretBinary: new Uint8Array([1, 2, 255]),
      VersionStages: ['AWSCURRENT'],
    });
    expect((await get({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('{"clientId":"first"}');
  });

  it('refuses a missing value, a value of 65,537 bytes and a short token', async () => {
    const invalid = { name: 'InvalidParameterException' };
    const bare = new PutSecretValueCommand({ SecretId: arn, ClientRequestToken: token });
    await expect(client.send(bare)).rejects.toMatchObject(invalid);
    await expect(put(token, 'x'.repeat(65_537))).rejects.toMatchObject(invalid);
    await expect(put('short', 'x')).rejects.toMatchObject(invalid);
    await expect(put(token, 'x'.repeat(65_536))).resolves.toMatchObject({ VersionId: token });
  });

  it('refuses a staging label that the version does not have', async () => {
    await put(token, 'second', 'AWSPENDING');
    await expect(get({ VersionId: token, VersionStage: 'AWSCURRENT' })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    expect((await get({ VersionId: token })).SecretString).toBe('second');
  });

  it('removes a label only from the version in the request', async () => {
    await put(token, 'second', 'AWSPENDING');
    await put(otherToken, 'third', 'OTHER');
    const move = (RemoveFromVersionId?: string, MoveToVersionId?: string) =>
      client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: arn,
          VersionStage: 'AWSPENDING',
          ...(RemoveFromVersionId && { RemoveFromVersionId }),
          ...(MoveToVersionId && { MoveToVersionId }),
        }),
      );
    const invalid = { name: 'InvalidParameterException' };
    await expect(move(undefined, otherToken)).rejects.toMatchObject(invalid);
    await expect(move(otherToken, otherToken)).rejects.toMatchObject(invalid);
    await expect(move(token, 'f'.repeat(36))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await move(token, otherToken);
    await move(otherToken);
    await expect(get({ VersionStage: 'AWSPENDING' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('never leaves a secret without a current version', async () => {
    const { VersionId } = await get();
    await expect(
      client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: arn,
          VersionStage: 'AWSCURRENT',
          RemoveFromVersionId: VersionId,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
    expect((await get()).VersionId).toBe(VersionId);
  });
});
