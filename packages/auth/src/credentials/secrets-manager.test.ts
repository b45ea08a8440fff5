import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rejection, thrown } from '../../testing/caught-error.ts';
import {
  type Behaviour,
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { json } from '../../testing/tokens.ts';
import { secretsManager } from './secrets-manager.ts';

const secretId = 'hopwise/machine-client';
const amzJson = { 'content-type': 'application/x-amz-json-1.1' };
const failure = (status: number, name: string, message = 'text'): Behaviour =>
  json(status, { __type: name, Message: message }, amzJson);
const secretString = (SecretString: string): Behaviour =>
  json(200, { Name: secretId, SecretString, VersionStages: ['AWSCURRENT'] }, amzJson);

describe('secretsManager', () => {
  let server: ProgrammableServer;
  let client: SecretsManagerClient;
  beforeEach(async () => {
    server = await startProgrammableServer(() =>
      secretString('{"clientId":"a","clientSecret":"b","clientSecretId":"c","more":1}'),
    );
    client = new SecretsManagerClient({
      endpoint: server.origin,
      region: 'us-east-1',
      credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'example' },
      maxAttempts: 1,
    });
  });
  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  const read = () => secretsManager({ secretId, client }).read();

  it('reads the current version of the secret', async () => {
    expect(await read()).toEqual({ clientId: 'a', clientSecret: 'b' });
    expect(server.received[0]?.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({ SecretId: secretId });
  });

  it('reads the secret again at each call', async () => {
    const source = secretsManager({ secretId, client });
    await source.read();
    server.program = () => secretString('{"clientId":"a","clientSecret":"rotated"}');

    expect((await source.read()).clientSecret).toBe('rotated');
  });

  it('keeps two secrets separate', async () => {
    server.program = ({ body }) =>
      secretString(JSON.stringify({ clientId: JSON.parse(body).SecretId, clientSecret: 'x' }));
    const sources = ['one', 'two'].map((id) => secretsManager({ secretId: id, client }));
    const secrets = await Promise.all(sources.map((source) => source.read()));

    expect(secrets.map(({ clientId }) => clientId)).toEqual(['one', 'two']);
  });

  it.each([
    [400, 'ResourceNotFoundException', 'SECRET_NOT_FOUND'],
    [404, 'ResourceNotFoundException', 'SECRET_NOT_FOUND'],
    [400, 'AccessDeniedException', 'SECRET_ACCESS_DENIED'],
    [400, 'DecryptionFailure', 'SECRET_UNAVAILABLE'],
    [500, 'InternalServiceError', 'SECRET_UNAVAILABLE'],
  ])('maps HTTP %d %s to %s', async (status, name, code) => {
    server.program = () => failure(status, name);

    expect(await rejection(read())).toMatchObject({
      code,
      message: expect.stringContaining(secretId),
      cause: { name: expect.stringContaining(name) },
    });
  });

  it.each([
    [
      "You can't perform this operation on the secret because it was marked for deletion.",
      'SECRET_NOT_FOUND',
    ],
    ['You tried to enable rotation on a secret without a function.', 'SECRET_UNAVAILABLE'],
  ])('maps InvalidRequestException with the message "%s" to %s', async (message, code) => {
    server.program = () => failure(400, 'InvalidRequestException', message);

    expect(await rejection(read())).toMatchObject({
      code,
      cause: { name: 'InvalidRequestException' },
    });
  });

  it('accepts a client secret of 4,096 characters', async () => {
    const clientSecret = 'x'.repeat(4_096);
    server.program = () => secretString(JSON.stringify({ clientId: 'a', clientSecret }));

    expect((await read()).clientSecret).toBe(clientSecret);
  });

  it('recovers after a failed read', async () => {
    const source = secretsManager({ secretId, client });
    server.program = (_request, index) =>
      index === 0
        ? failure(500, 'InternalServiceError')
        : secretString('{"clientId":"a","clientSecret":"b"}');
    await rejection(source.read());

    expect((await source.read()).clientId).toBe('a');
  });

  it.each([
    ['clientId', '{"clientSecret":"hidden"}'],
    ['clientSecret', '{"clientId":"a"}'],
    ['clientSecret', '{"clientId":"a","clientSecret":""}'],
    ['clientSecret', '{"clientId":"a","clientSecret":["hidden"]}'],
    ['clientSecret', JSON.stringify({ clientId: 'a', clientSecret: 'hidden'.repeat(683) })],
    ['clientId', '{"clientSecret":"hidden","__proto__":{"clientId":"a"}}'],
    ['JSON object', '["hidden"]'],
    ['JSON object', 'null'],
    ['JSON object', '{"clientId":"a","clientSecret":"hidden"'],
    ['JSON object', 'hidden'],
    ['JSON object', '\uFEFF{"clientId":"a","clientSecret":"hidden"}'],
  ])('names the secret and %s if the value is malformed', async (field, text) => {
    server.program = () => secretString(text);
    const error = await rejection(read());

    expect(error.code).toBe('SECRET_MALFORMED');
    expect(error.message).toContain(secretId);
    expect(error.message).toContain(field);
    expect(error.message).not.toContain('hidden');
  });

  it('refuses a binary secret', async () => {
    server.program = () => json(200, { Name: secretId, SecretBinary: 'aGlkZGVu' }, amzJson);

    expect((await rejection(read())).code).toBe('SECRET_MALFORMED');
  });

  it.each([{}, { secretId: '' }, { secretId, secret: 1 }, { secretId, client: {} }])(
    'refuses the options %j',
    (options) => {
      expect(thrown(() => Reflect.apply(secretsManager, undefined, [options])).code).toBe(
        'OPTIONS_INVALID',
      );
    },
  );
});
