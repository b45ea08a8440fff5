import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Behaviour,
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { json } from '../../testing/tokens.ts';
import type { AwsJsonClientOptions } from './aws-json-client.ts';
import { GetSecretValueCommand, SecretsManagerClient } from './secrets-manager-client.ts';

const credentials = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'example',
  sessionToken: 'example-session',
};
const amzJson = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'request-1' };
const SecretId = 'machine-client';

describe('a client of the JSON protocol', () => {
  let server: ProgrammableServer;
  beforeEach(async () => {
    server = await startProgrammableServer(() => json(200, { Name: SecretId }, amzJson));
  });
  afterEach(() => server.close());

  const options = (change: AwsJsonClientOptions = {}) => ({
    endpoint: server.origin,
    region: 'us-east-1',
    credentials,
    ...change,
  });
  const clientWith = (change?: AwsJsonClientOptions) => new SecretsManagerClient(options(change));
  const get = new GetSecretValueCommand({ SecretId });
  const errorOf = async (change?: AwsJsonClientOptions): Promise<unknown> => {
    const [outcome] = await Promise.allSettled([clientWith(change).send(get)]);
    if (outcome.status === 'fulfilled') throw new Error('Expected an error.');
    return outcome.reason;
  };

  it.each<[string, Behaviour]>([
    ['in the body', json(400, { __type: 'a.b#AccessDeniedException', Message: 'no' }, amzJson)],
    [
      'in a header',
      json(
        400,
        { message: 'no' },
        { ...amzJson, 'x-amzn-errortype': 'AccessDeniedException:http://x' },
      ),
    ],
  ])('throws the error of the service with its code %s', async (_where, behaviour) => {
    server.program = () => behaviour;

    expect(await errorOf()).toMatchObject({
      name: 'AccessDeniedException',
      message: 'no',
      $fault: 'client',
      $metadata: { httpStatusCode: 400, requestId: 'request-1', attempts: 1 },
    });
  });

  it.each([
    ['no JSON', 'not JSON'],
    ['a list', '[]'],
    ['too deep', '['.repeat(400_000)],
  ])('throws for an answer that is %s', async (_name, body) => {
    server.program = () => ({ status: 200, body });

    expect(await errorOf()).toMatchObject({ name: 'UnknownError' });
  });

  it('follows no redirect', async () => {
    server.program = () => ({ status: 307, headers: { location: 'https://example.com/' } });

    expect(await errorOf()).toMatchObject({ name: 'UnknownError' });
    expect(server.received).toHaveLength(1);
  });

  it.each([
    ['reset', 50, { name: 'ConnectionError', code: 'ECONNRESET' }],
    [json(503, {}, amzJson), 50, { name: 'UnknownError' }],
    [json(400, { __type: 'ThrottlingException' }, amzJson), 250, { name: 'ThrottlingException' }],
  ] as const)(
    'tries %j again after growing waits, and then throws',
    async (behaviour, firstWaitMs, error) => {
      server.program = () => behaviour;
      const waits: number[] = [];
      const clock = { now: () => Date.now(), wait: async (ms: number) => void waits.push(ms) };

      expect(await errorOf({ clock, random: () => 0.5 })).toMatchObject({
        ...error,
        $metadata: { attempts: 3 },
      });
      expect(waits).toEqual([firstWaitMs, 2 * firstWaitMs]);
    },
  );

  it('does not repeat a request that the service refuses', async () => {
    server.program = () => json(400, { __type: 'ResourceNotFoundException' }, amzJson);
    await errorOf();

    expect(server.received).toHaveLength(1);
  });

  it('ends a try at its time limit', async () => {
    server.program = () => 'hang';
    const limits = { maxAttempts: 1, requestHandler: { requestTimeout: 30 } };

    expect(await errorOf(limits)).toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    ['credentials', { credentials: () => new Promise<never>(() => {}) }],
    ['an answer', { send: () => new Promise<never>(() => {}) }],
  ])('ends a try at its time limit if it never gets %s', async (_name, change) => {
    const limits = { maxAttempts: 1, requestHandler: { requestTimeout: 30 } };

    expect(await errorOf({ ...limits, ...change })).toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    ['nothing', undefined],
    ['no headers', { status: 200, body: '{}' }],
  ])('throws its own error for a way to send that answers %s', async (_name, answer) => {
    const change: object = { send: async () => answer, maxAttempts: 1 };

    expect(await errorOf(change)).toMatchObject({ name: 'ConnectionError' });
  });

  it('sends nothing without credentials', async () => {
    const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
    const before = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) delete process.env[name];
    try {
      const client = new SecretsManagerClient({
        endpoint: server.origin,
        region: 'us-east-1',
      });
      await expect(client.send(get)).rejects.toMatchObject({ name: 'CredentialsProviderError' });
      expect(server.received).toHaveLength(0);
    } finally {
      Object.assign(process.env, Object.fromEntries(before.filter(([, value]) => value)));
    }
  });

  it('sends nothing to an insecure endpoint', async () => {
    expect(await errorOf({ endpoint: 'http://example.com' })).toMatchObject({
      code: 'OPTIONS_INVALID',
    });
  });

  it('refuses an option that it does not have', () => {
    const change: object = { retryStrategy: {} };
    expect(() => clientWith(change)).toThrow(
      'OPTIONS_INVALID: secretsmanager: retryStrategy is unknown',
    );
  });

  it.each<[string, readonly unknown[]]>([
    ['maxAttempts', [Number.NaN, Number.POSITIVE_INFINITY, 'three', {}, 0, -1, 1.5, 11, 3n, null]],
    ['requestHandler', [null, 'x', [], { handle: () => undefined }, { httpsAgent: {} }]],
    ['requestHandler', [Number.NaN, -5, 0, '5'].map((requestTimeout) => ({ requestTimeout }))],
    ['credentials', [null, 'x', 5, Symbol('x')]],
    ['region', [null, {}, async () => 'us-east-1']],
    ['endpoint', [null, { hostname: 'x' }, 5]],
    ['send', [null, {}]],
    ['clock', [null, {}]],
    ['random', [null, 5]],
  ])('refuses a wrong %s by name, and sends nothing', (name, values) => {
    for (const value of values) {
      const change: object = { [name]: value };
      expect(() => clientWith(change)).toThrow(`OPTIONS_INVALID: secretsmanager: ${name} must be`);
    }
    expect(server.received).toEqual([]);
  });

  it.each([null, 'x', new Proxy({}, { ownKeys: () => [1].map(String).concat('a', 'a') })])(
    'refuses options that are no object or cannot be read (%#)',
    (given) => {
      expect(() => Reflect.construct(SecretsManagerClient, [given])).toThrow('OPTIONS_INVALID');
    },
  );
});
