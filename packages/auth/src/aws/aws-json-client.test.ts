import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createFakeClock } from '../../testing/fake-clock.ts';
import {
  type Behaviour,
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { json } from '../../testing/tokens.ts';
import { until } from '../../testing/wait-until.ts';
import type { AwsJsonClientOptions } from './aws-json-client.ts';
import {
  DescribeSecretCommand as SmallDescribeSecretCommand,
  GetSecretValueCommand as SmallGetSecretValueCommand,
  PutSecretValueCommand as SmallPutSecretValueCommand,
  SecretsManagerClient as SmallSecretsManagerClient,
  UpdateSecretVersionStageCommand as SmallUpdateSecretVersionStageCommand,
} from './secrets-manager-client.ts';

/** The SDK's command and ours. */
const commands = {
  GetSecretValue: [GetSecretValueCommand, SmallGetSecretValueCommand],
  DescribeSecret: [DescribeSecretCommand, SmallDescribeSecretCommand],
  PutSecretValue: [PutSecretValueCommand, SmallPutSecretValueCommand],
  UpdateSecretVersionStage: [UpdateSecretVersionStageCommand, SmallUpdateSecretVersionStageCommand],
} as const;

const credentials = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'example',
  sessionToken: 'example-session',
};
const amzJson = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'request-1' };
const SecretId = 'machine-client';

type Answer = Readonly<Record<string, unknown>>;

describe('the small client of Secrets Manager', () => {
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
  const smallClient = (change?: AwsJsonClientOptions) =>
    new SmallSecretsManagerClient(options(change));
  const get = new SmallGetSecretValueCommand({ SecretId });
  const errorOf = async (change?: AwsJsonClientOptions): Promise<unknown> => {
    const [outcome] = await Promise.allSettled([smallClient(change).send(get)]);
    if (outcome.status === 'fulfilled') throw new Error('Expected an error.');
    return outcome.reason;
  };

  /** What both clients sent and returned for one command. */
  const both = async (name: keyof typeof commands, input: object) => {
    const [Theirs, Ours] = commands[name];
    const full = new SecretsManagerClient({
      endpoint: server.origin,
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
    });
    const theirs: Answer = { ...(await full.send(Reflect.construct(Theirs, [input]))) };
    full.destroy();
    const ours: Answer = await smallClient().send(Reflect.construct(Ours, [input]));
    const [one, other] = server.received.splice(0);
    return { theirs, ours, sentByThem: one, sentByUs: other };
  };

  const token = 'a'.repeat(32);
  it.each([
    ['GetSecretValue', { SecretId, VersionStage: 'AWSCURRENT' }],
    ['DescribeSecret', { SecretId }],
    ['PutSecretValue', { SecretId, ClientRequestToken: token, SecretString: '{"a":"ü"}' }],
    ['PutSecretValue', { SecretId, ClientRequestToken: token, SecretBinary: Buffer.from('ü') }],
    [
      'PutSecretValue',
      { SecretId, ClientRequestToken: token, SecretBinary: new Uint8Array([0, 255]) },
    ],
    ['UpdateSecretVersionStage', { SecretId, VersionStage: 'X', MoveToVersionId: token }],
  ] as const)('%s sends the same request as the SDK: %j', async (name, input) => {
    const { sentByThem, sentByUs } = await both(name, input);

    expect(JSON.parse(sentByUs?.body ?? '')).toEqual(JSON.parse(sentByThem?.body ?? ''));
    expect(sentByUs).toMatchObject({ method: 'POST', path: '/' });
    for (const header of ['x-amz-target', 'content-type', 'x-amz-security-token', 'host']) {
      expect(sentByUs?.headers[header]).toBe(sentByThem?.headers[header]);
    }
  });

  const second = fc.double({ min: 0, max: 4e9, noNaN: true });
  const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  it('reads 300 arbitrary answers as the SDK does', async () => {
    const answers = fc.record({
      ARN: optional(fc.string()),
      CreatedDate: optional(second),
      SecretBinary: optional(fc.base64String()),
      SecretString: optional(fc.string({ unit: 'grapheme' })),
      VersionStages: optional(fc.array(fc.string())),
    });
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        server.program = () => json(200, answer, amzJson);
        const { theirs, ours } = await both('GetSecretValue', { SecretId });
        expect({ ...ours, $metadata: 0 }).toEqual({ ...theirs, $metadata: 0 });
      }),
      { numRuns: 300 },
    );
  });

  it('reads the dates and labels of a description', async () => {
    const VersionIdsToStages = { [token]: ['AWSCURRENT'], CreatedDate: ['AWSPREVIOUS'] };
    server.program = () =>
      json(200, { NextRotationDate: 1_795_000_000.5, VersionIdsToStages, Tags: [] }, amzJson);
    const { theirs, ours } = await both('DescribeSecret', { SecretId });

    expect(ours.NextRotationDate).toEqual(new Date(1_795_000_000_500));
    expect(ours.VersionIdsToStages).toEqual(theirs.VersionIdsToStages);
  });

  it('gives a new version a token, so that a repeated request writes no second one', async () => {
    server.program = (_request, index) =>
      index === 0 ? json(500, { __type: 'InternalServiceError' }, amzJson) : json(200, {}, amzJson);
    const clock = createFakeClock();
    const sent = smallClient({ clock }).send(
      new SmallPutSecretValueCommand({ SecretId, SecretString: 'x' }),
    );
    await until(() => clock.waiting() === 1);
    clock.advance(20_000);
    await sent;
    const tokens = server.received.map(({ body }) => JSON.parse(body).ClientRequestToken);

    expect(tokens[0]).toMatch(/^[\da-f-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
  });

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
    ['reset', 1, { name: 'ConnectionError', code: 'ECONNRESET' }],
    [json(503, {}, amzJson), 1, { name: 'UnknownError' }],
    [json(400, { __type: 'ThrottlingException' }, amzJson), 5, { name: 'ThrottlingException' }],
  ] as const)(
    'tries %j again after growing waits, and then throws',
    async (behaviour, factor, error) => {
      server.program = () => behaviour;
      const waits: number[] = [];
      const clock = { now: () => Date.now(), wait: async (ms: number) => void waits.push(ms) };

      expect(await errorOf({ clock, random: () => 1 })).toMatchObject({
        ...error,
        $metadata: { attempts: 3 },
      });
      expect(waits).toEqual([100 * factor, 200 * factor]);
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

  it('sends nothing without credentials', async () => {
    const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
    const before = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) delete process.env[name];
    try {
      const client = new SmallSecretsManagerClient({
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
    expect(await errorOf({ endpoint: 'http://example.com' })).toBeInstanceOf(RangeError);
  });

  it('refuses an option that it does not have', () => {
    const change: object = { retryStrategy: {} };
    expect(() => smallClient(change)).toThrow(
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
      expect(() => smallClient(change)).toThrow(`OPTIONS_INVALID: secretsmanager: ${name} must be`);
    }
    expect(server.received).toEqual([]);
  });

  it.each([null, 'x', new Proxy({}, { ownKeys: () => [1].map(String).concat('a', 'a') })])(
    'refuses options that are no object or cannot be read (%#)',
    (given) => {
      expect(() => Reflect.construct(SmallSecretsManagerClient, [given])).toThrow(
        'OPTIONS_INVALID',
      );
    },
  );
});
