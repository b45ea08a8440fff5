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
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { json } from '../../testing/tokens.ts';
import { until } from '../../testing/wait-until.ts';
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

  const options = () => ({ endpoint: server.origin, region: 'us-east-1', credentials });

  /** What both clients sent and returned for one command. */
  const both = async (name: keyof typeof commands, input: object) => {
    const [Theirs, Ours] = commands[name];
    const full = new SecretsManagerClient({ ...options(), maxAttempts: 1 });
    const theirs: Answer = { ...(await full.send(Reflect.construct(Theirs, [input]))) };
    full.destroy();
    const ours: Answer = await new SmallSecretsManagerClient(options()).send(
      Reflect.construct(Ours, [input]),
    );
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
    const sent = new SmallSecretsManagerClient({ ...options(), clock }).send(
      new SmallPutSecretValueCommand({ SecretId, SecretString: 'x' }),
    );
    await until(() => clock.waiting() === 1);
    clock.advance(20_000);
    await sent;
    const tokens = server.received.map(({ body }) => JSON.parse(body).ClientRequestToken);

    expect(tokens[0]).toMatch(/^[\da-f-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
  });
});
