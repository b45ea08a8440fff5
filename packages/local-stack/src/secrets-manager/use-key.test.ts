import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { Statement } from '@hopwise/iam/policy-document';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { runService } from '../../testing/aws-service/run-service.ts';
import { deployModel, type Properties } from '../../testing/deployment/deploy-model.ts';
import { awsService } from '../aws-service/aws-service.ts';
import { secretReads } from '../cognito/user-pools-state.ts';
import { alias } from '../kms/resource-types/alias.ts';
import { key } from '../kms/resource-types/key.ts';
import { TemplateError } from '../template/template-error.ts';
import { assembleSecrets } from './assemble-secrets.ts';
import { rotationSchedule } from './resource-types/rotation-schedule.ts';
import { secret } from './resource-types/secret.ts';
import { secretsManager } from './secrets-manager.ts';

const role = 'arn:aws:iam::111122223333:role/caller';

/** Secrets Manager and KMS of one template. */
const deployer = awsService({
  signingName: 'secretsmanager',
  types: [secret, rotationSchedule, key, alias],
  assemble: assembleSecrets,
});

const secretsOf = (KmsKeyId: unknown, keyProperties: Properties = {}) =>
  deployModel(deployer, {
    Key: { Type: 'AWS::KMS::Key', Properties: keyProperties },
    Alias: {
      Type: 'AWS::KMS::Alias',
      Properties: { AliasName: 'alias/clients', TargetKeyId: { Ref: 'Key' } },
    },
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { Name: 'client', SecretString: 'value', KmsKeyId },
    },
  });

const keyPolicy = (...Statement: readonly object[]): Properties => ({
  KeyPolicy: { Version: '2012-10-17', Statement },
});

const toAccount = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
};
const toRole = { ...toAccount, Principal: { AWS: role }, Action: 'kms:Decrypt' };
const toOther = { ...toRole, Principal: { AWS: 'arn:aws:iam::111122223333:role/other' } };

const decrypt = allow('kms:Decrypt');
const when = (context: string, value: string): Statement => ({
  ...decrypt,
  Condition: { StringEquals: { [context]: [value] } },
});

let fixture: EndpointFixture;
let client: SecretsManagerClient;

const start = async (
  [deployed]: ReturnType<typeof secretsOf>,
  statements: readonly Statement[],
): Promise<string> => {
  if (!deployed) throw new Error('The template has no secret.');
  fixture = await startEndpoint({
    statements: [allow('secretsmanager:*'), ...statements],
    services: (parts) => [
      runService(secretsManager, [deployed], {
        ...parts,
        provide: (ports) => ports.provide(secretReads, () => undefined),
      }),
    ],
  });
  client = new SecretsManagerClient(fixture.client);
  return deployed.arn;
};

const read = () => client.send(new GetSecretValueCommand({ SecretId: 'client' }));

const id = { Ref: 'Key' };
const secretArn = secretsOf(id)[0]?.arn ?? '';

describe('a secret with its own key', () => {
  afterEach(async () => {
    client.destroy();
    await fixture.server.close();
  });

  it.each<[string, unknown, Properties, readonly Statement[]]>([
    ['the account decides and the role allows it', id, {}, [decrypt]],
    ['the key policy allows the role', id, keyPolicy(toRole), []],
    ['it is named by its alias', 'alias/clients', {}, [decrypt]],
    [
      'the role allows it through Secrets Manager',
      id,
      {},
      [when('kms:ViaService', 'secretsmanager.us-east-1.amazonaws.com')],
    ],
    [
      'the role allows it for this secret',
      id,
      {},
      [when('kms:EncryptionContext:SecretARN', secretArn)],
    ],
    ['the key is the one of AWS', 'alias/aws/secretsmanager', {}, []],
    ['there is no key', undefined, {}, []],
  ])('is read if %s', async (...[, keyId, properties, statements]) => {
    await start(secretsOf(keyId, properties), statements);
    expect((await read()).SecretString).toBe('value');
  });

  it.each<[string, Properties, readonly Statement[]]>([
    ['the role does not allow it', {}, []],
    ['the key policy names another role only', keyPolicy(toOther), [decrypt]],
    ['the key policy denies it', keyPolicy(toAccount, { ...toRole, Effect: 'Deny' }), [decrypt]],
    [
      'the role allows another key',
      {},
      [allow('kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/x')],
    ],
    [
      'the role allows it through another service',
      {},
      [when('kms:ViaService', 's3.us-east-1.amazonaws.com')],
    ],
    [
      'the role allows it for another secret',
      {},
      [when('kms:EncryptionContext:SecretARN', `${secretArn}x`)],
    ],
  ])('is not read if %s', async (_, properties, statements) => {
    const secrets = secretsOf(id, properties);
    await start(secrets, statements);
    await expect(read()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'Access to KMS is not allowed',
      $metadata: { httpStatusCode: 400 },
    });
    expect(fixture.decisions.all().at(-1)).toMatchObject({
      hop: 6,
      correlationId: 'turn-0001',
      action: 'kms:Decrypt',
      resource: secrets[0]?.key?.arn,
      effect: 'deny',
      code: 'SECRET_ACCESS_DENIED',
    });
  });

  it('is written only with a data key', async () => {
    const put = () =>
      client.send(new PutSecretValueCommand({ SecretId: 'client', SecretString: 'new' }));
    await start(secretsOf(id), [decrypt]);
    await expect(put()).rejects.toThrow('Access to KMS is not allowed');
    await fixture.server.close();
    client.destroy();
    const secrets = secretsOf(id);
    await start(secrets, [decrypt, allow('kms:GenerateDataKey')]);
    await put();
    expect((await read()).SecretString).toBe('new');
    const described = await client.send(new DescribeSecretCommand({ SecretId: 'client' }));
    expect(described.KmsKeyId).toBe(secrets[0]?.key?.arn);
  });
});

describe('the key of a secret', () => {
  it('is refused if the template does not have it', () => {
    expect(() => secretsOf('alias/gone')).toThrow(TemplateError);
    expect(() => secretsOf('alias/gone')).toThrow('KmsKeyId of Secret is alias/gone');
  });
});
