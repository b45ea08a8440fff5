import {
  AddUserPoolClientSecretCommand,
  CognitoIdentityProviderClient,
  DeleteUserPoolClientSecretCommand,
  DescribeUserPoolCommand,
  ListUserPoolClientSecretsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { serveApi } from '../../testing/aws-service/run-service.ts';
import {
  basic,
  poolArn,
  type RunningCognito,
  runCognito,
} from '../../testing/cognito/running-cognito.ts';
import { cognito } from './cognito.ts';

const target = { UserPoolId: 'us-east-1_Pool', ClientId: 'machineclient' };
const supplied = 'supplied+secret_0123456789';

let running: RunningCognito;
let fixture: EndpointFixture;
let client: CognitoIdentityProviderClient;

const start = async (actions: string, resource: string): Promise<void> => {
  fixture = await startEndpoint({
    statements: [allow(actions, resource)],
    services: ({ access }) => {
      const state = { userPools: [running.pool], admin: running.cognito.admin };
      return [serveApi(cognito, { state }, { access })];
    },
  });
  client = new CognitoIdentityProviderClient(fixture.client);
};

beforeEach(async () => {
  running = await runCognito();
  await start('cognito-idp:*', poolArn);
});
afterEach(async () => {
  client.destroy();
  await fixture.server.close();
  await running.close();
});

const add = (input: { ClientSecret?: string; UserPoolId?: string; ClientId?: string } = {}) =>
  client.send(new AddUserPoolClientSecretCommand({ ...target, ...input }));
const list = () => client.send(new ListUserPoolClientSecretsCommand(target));
const remove = (ClientSecretId: string) =>
  client.send(new DeleteUserPoolClientSecretCommand({ ...target, ClientSecretId }));

describe("an app client's secrets through the API", () => {
  it('are generated, shown once, and accepted by the token endpoint', async () => {
    const { ClientSecretDescriptor: added } = await add();
    expect(added).toEqual({
      ClientSecretId: `machineclient--${running.clock.now()}`,
      ClientSecretValue: expect.stringMatching(/^\w{24,64}$/),
      ClientSecretCreateDate: new Date(running.clock.now()),
    });
    const authorization = basic('machineclient', added?.ClientSecretValue ?? '');
    const answer = await running.postToken('grant_type=client_credentials', { authorization });
    expect(answer.status).toBe(200);
    expect((await list()).ClientSecrets).toEqual([
      { ClientSecretId: 'machineclient--0', ClientSecretCreateDate: expect.any(Date) },
      {
        ClientSecretId: added?.ClientSecretId,
        ClientSecretCreateDate: added?.ClientSecretCreateDate,
      },
    ]);
  });

  it('are not shown if the caller supplied them', async () => {
    const { ClientSecretDescriptor } = await add({ ClientSecret: supplied });
    expect(ClientSecretDescriptor).not.toHaveProperty('ClientSecretValue');
  });

  it('are at most two and at least one', async () => {
    const { ClientSecretDescriptor } = await add();
    await expect(add()).rejects.toMatchObject({ name: 'LimitExceededException' });
    await remove('machineclient--0');
    await expect(remove('machineclient--0')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(remove(ClientSecretDescriptor?.ClientSecretId ?? '')).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it.each([
    ['of another pool', { ClientId: 'other' }, 'ResourceNotFoundException'],
    ['of a public client', { ClientId: 'webclient' }, 'InvalidParameterException'],
    ['that are too short', { ClientSecret: 'short' }, 'InvalidParameterException'],
  ])('%s are refused', async (_kind, input, name) => {
    await expect(add(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it('can be denied for the user pool, and the decision is recorded', async () => {
    await expect(add({ UserPoolId: 'us-east-1_Other' })).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect(fixture.decisions.all().at(-1)).toMatchObject({
      hop: null,
      effect: 'deny',
      action: 'cognito-idp:AddUserPoolClientSecret',
      resource: 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Other',
      code: 'ACCESS_DENIED',
    });
  });

  it('are the only supported operations', async () => {
    const other = client.send(new DescribeUserPoolCommand(target));
    await expect(other).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });
});
