import {
  AddUserPoolClientSecretCommand,
  CognitoIdentityProviderClient,
  DeleteUserPoolClientSecretCommand,
  ListUserPoolClientSecretsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startJsonServer } from '../../testing/json-server.ts';
import {
  AddUserPoolClientSecretCommand as SmallAddCommand,
  CognitoIdentityProviderClient as SmallClient,
  DeleteUserPoolClientSecretCommand as SmallDeleteCommand,
  ListUserPoolClientSecretsCommand as SmallListCommand,
} from './cognito-client.ts';

/** The SDK's command and ours. */
const commands = {
  AddUserPoolClientSecret: [AddUserPoolClientSecretCommand, SmallAddCommand],
  ListUserPoolClientSecrets: [ListUserPoolClientSecretsCommand, SmallListCommand],
  DeleteUserPoolClientSecret: [DeleteUserPoolClientSecretCommand, SmallDeleteCommand],
} as const;

const UserPoolId = 'us-east-1_AbCdEf';
const ClientId = 'machineclient';
const descriptor = {
  ClientSecretId: 'secret-1',
  ClientSecretValue: 'canary',
  ClientSecretCreateDate: 1_795_000_000.25,
};

describe('the small client of Cognito', () => {
  let server: Awaited<ReturnType<typeof startJsonServer>>;
  beforeAll(async () => {
    server = await startJsonServer();
  });
  beforeEach(() => {
    server.received.length = 0;
  });
  afterAll(() => server.close());

  const options = () => ({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'example', sessionToken: 'token' },
  });

  /** What the SDK and the small client sent and returned for the same input. */
  const both = async (name: keyof typeof commands, input: object) => {
    const [Theirs, Ours] = commands[name];
    const full = new CognitoIdentityProviderClient(options());
    const theirs = await full.send(Reflect.construct(Theirs, [input]));
    full.destroy();
    const ours = await new SmallClient(options()).send(Reflect.construct(Ours, [input]));
    const [sentByThem, sentByUs] = server.received;
    return { theirs, ours, sentByThem, sentByUs };
  };

  it.each([
    ['AddUserPoolClientSecret', { UserPoolId, ClientId }, { ClientSecretDescriptor: descriptor }],
    [
      'ListUserPoolClientSecrets',
      { UserPoolId, ClientId },
      { ClientSecrets: [descriptor, { ClientSecretId: 'secret-2' }], NextToken: 'next' },
    ],
    ['DeleteUserPoolClientSecret', { UserPoolId, ClientId, ClientSecretId: 'secret-1' }, {}],
  ] as const)('%s sends and returns the same as the SDK', async (name, input, answer) => {
    server.answer = answer;
    const { theirs, ours, sentByThem, sentByUs } = await both(name, input);

    expect({ ...ours, $metadata: 0 }).toEqual({ ...theirs, $metadata: 0 });
    expect(sentByUs).toMatchObject({ path: 'POST /', body: sentByThem?.body });
    for (const header of ['x-amz-target', 'content-type', 'x-amz-security-token', 'host']) {
      expect(sentByUs?.headers[header]).toBe(sentByThem?.headers[header]);
    }
    expect(sentByUs?.headers.authorization).toMatch(/\/us-east-1\/cognito-idp\/aws4_request, /);
  });
});
