import {
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { type RunService, runService } from '../../testing/aws-service/run-service.ts';
import { secretReads } from '../cognito/user-pools-state.ts';
import type { DeployedSecret, SecretPolicy } from './deployed-secret.ts';
import { secretsManager } from './secrets-manager.ts';

const name = 'client';
const arn = `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
const callerRole = 'arn:aws:iam::111122223333:role/caller';
const action = 'secretsmanager:GetSecretValue';

const policyOf = (statement: object): SecretPolicy => {
  const document = {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'S', Effect: 'Deny' as const, Principal: '*' as const, Action: action, ...statement },
    ],
  };
  return { name: 'Policy', document, source: document };
};

/** Denies all roles but one. */
const onlyFor = (roleArn: string): SecretPolicy =>
  policyOf({ Condition: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } } });

let fixture: EndpointFixture;
let client: SecretsManagerClient;
let service: RunService<readonly DeployedSecret[]>;
const secretWith = (resourcePolicy: SecretPolicy | undefined): DeployedSecret[] => [
  { arn, name, secretString: 'value', resourcePolicy },
];

const start = async (resourcePolicy: SecretPolicy | undefined, ...actions: readonly string[]) => {
  fixture = await startEndpoint({
    statements: actions.length === 0 ? [] : [allow(actions, arn)],
    services: (parts) => {
      service = runService(secretsManager, secretWith(resourcePolicy), {
        ...parts,
        provide: (ports) => ports.provide(secretReads, () => undefined),
      });
      return [service];
    },
  });
  client = new SecretsManagerClient(fixture.client);
};

afterEach(async () => {
  client.destroy();
  await fixture.server.close();
});

const read = async (SecretId = arn) =>
  (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;

describe('the resource policy of a secret', () => {
  it.each([arn, name, arn.slice(0, -7)])(
    'denies a caller whose identity policy allows the read, who names it %s',
    async (SecretId) => {
      await start(onlyFor('arn:aws:iam::111122223333:role/another'), action);
      await expect(read(SecretId)).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: `User: ${fixture.session.principalArn} is not authorized to perform: ${action} on resource: ${arn} with an explicit deny in a resource-based policy`,
      });
      expect(fixture.decisions.all()).toEqual([
        expect.objectContaining({
          hop: 6,
          effect: 'deny',
          action,
          resource: arn,
          by: 'Deny statement "S" of policy Policy',
          code: 'SECRET_ACCESS_DENIED',
        }),
      ]);
    },
  );

  it('excepts a session by the ARN of its role, and not by the ARN of the session', async () => {
    await start(onlyFor(callerRole), action);
    expect(await read()).toBe('value');
    service.update(secretWith(onlyFor(fixture.session.principalArn)));
    await expect(read()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('can allow a caller without an identity policy', async () => {
    await start(policyOf({ Effect: 'Allow', Principal: { AWS: callerRole } }));
    expect(await read()).toBe('value');
    service.update(secretWith(undefined));
    await expect(read()).rejects.toThrow('because no identity-based policy allows');
  });

  it('is returned as it was written, also to a caller whom it denies the value', async () => {
    const policy = onlyFor('arn:aws:iam::111122223333:role/another');
    await start(policy, 'secretsmanager:GetResourcePolicy');
    const get = () => client.send(new GetResourcePolicyCommand({ SecretId: name }));
    const { ResourcePolicy = '', ...rest } = await get();
    expect(rest).toMatchObject({ ARN: arn, Name: name });
    expect(JSON.parse(ResourcePolicy)).toEqual(policy.source);
    service.update(secretWith(undefined));
    expect(await get()).not.toHaveProperty('ResourcePolicy');
  });

  it('is changed in the template, not by an operation', async () => {
    await start(undefined, 'secretsmanager:*');
    const put = new PutResourcePolicyCommand({ SecretId: arn, ResourcePolicy: '{}' });
    await expect(client.send(put)).rejects.toThrow(
      'Change AWS::SecretsManager::ResourcePolicy in the template instead.',
    );
  });
});
