import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AwsCall,
  type AwsCallName,
  awsCallNames,
  awsCalls,
  type ChangeRequest,
  type Credentials,
  callAws,
  type Sending,
} from '../../testing/aws-calls.ts';
import {
  type MovableClock,
  movableClock,
  operatorOf,
  roleOf,
  runStack,
} from '../../testing/running-stack.ts';
import { machineToken } from '../../testing/web-sign-in.ts';
import type { LocalStack } from '../start-local-stack.ts';

let clock: MovableClock;
let stack: LocalStack;
let operator: Credentials;
let bearer: string;

beforeAll(async () => {
  clock = movableClock();
  stack = await runStack({ clock });
  operator = operatorOf(stack);
  bearer = `Bearer ${await machineToken(stack)}`;
});
afterAll(() => stack.stop());

/** Status and name of the AWS SDK's error for a refusal. */
const outcomeOf = async (name: AwsCallName, sending: Partial<Sending> = {}) => {
  try {
    await callAws(stack.env, name, { credentials: operator, ...sending });
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Error && '$metadata' in error)) throw error;
    const { httpStatusCode } = error.$metadata as { httpStatusCode?: number };
    return [httpStatusCode, error.name];
  }
};

const header =
  (change: (value: string) => string | undefined): ChangeRequest =>
  ({ headers }) => {
    const changed = change(headers.authorization ?? '');
    if (changed === undefined) {
      delete headers.authorization;
    } else {
      headers.authorization = changed;
    }
  };

const changedSignature = header((value) =>
  value.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
);

const changedBody: ChangeRequest = (request) => {
  request.body = '{}     ';
  request.headers['content-length'] = '7';
};

type Case = readonly [
  name: string,
  sending: () => Partial<Sending>,
  errorName: string,
  code?: string,
];

const cases: readonly Case[] = [
  [
    'no credential',
    () => ({ change: header(() => undefined) }),
    'MissingAuthenticationTokenException',
  ],
  [
    'an OAuth token',
    () => ({ change: header(() => bearer) }),
    'IncompleteSignatureException',
    'OAUTH_TOKEN_TO_AWS_SERVICE',
  ],
  [
    'a signature and an OAuth token',
    () => ({ change: header((value) => `${value}, ${bearer}`) }),
    'IncompleteSignatureException',
    'MIXED_CREDENTIALS',
  ],
  [
    'a client secret',
    () => ({
      change: header(
        () => `Basic ${Buffer.from(`id:${stack.env.CLIENT_SECRET}`).toString('base64')}`,
      ),
    }),
    'IncompleteSignatureException',
  ],
  ['a changed signature', () => ({ change: changedSignature }), 'InvalidSignatureException'],
  ['a changed body', () => ({ change: changedBody }), 'InvalidSignatureException'],
  [
    'a changed query',
    () => ({ change: ({ query }) => Object.assign(query, { changed: '' }) }),
    'InvalidSignatureException',
  ],
  [
    'a signature for another region',
    () => ({ region: 'eu-central-1' }),
    'InvalidSignatureException',
  ],
  [
    'another secret key',
    () => ({ credentials: { ...operator, secretAccessKey: 'k'.repeat(40) } }),
    'InvalidSignatureException',
  ],
  [
    'an unknown access key',
    () => ({ credentials: { ...operator, accessKeyId: 'ASIAQQQQQQQQQQQQQQQQ' } }),
    'UnrecognizedClientException',
  ],
  [
    'another session token',
    () => ({ credentials: { ...operator, sessionToken: 'token' } }),
    'UnrecognizedClientException',
  ],
  [
    'a missing session token',
    () => ({ credentials: { ...operator, sessionToken: '' } }),
    'UnrecognizedClientException',
  ],
];

const statusOf = (name: AwsCallName, errorName: string): number =>
  errorName === 'IncompleteSignatureException' ? 400 : awsCalls[name].deniedStatus;

describe.each(awsCallNames)('%s', (name) => {
  it.each(cases)('refuses %s', async (...row) => {
    const [, sending, errorName, code = errorName] = row;
    expect(await outcomeOf(name, sending())).toEqual([statusOf(name, errorName), errorName]);
    expect(stack.decisions.all().at(-1)).toMatchObject({
      hop: awsCalls[name].hop,
      credential: 'iam',
      effect: 'deny',
      code,
    });
  });

  it.each([
    ['takes', 'less', 5 * 60_000 - 2_000, undefined],
    ['refuses', 'more', 5 * 60_000 + 2_000, 'InvalidSignatureException'],
  ])('%s a signature that is %s than five minutes old', async (...row) => {
    const [, , aheadMs, errorName] = row;
    clock.aheadMs = aheadMs;
    const outcome = await outcomeOf(name);
    clock.aheadMs = 0;
    expect(outcome).toEqual(errorName ? [awsCalls[name].deniedStatus, errorName] : 'accepted');
  });
});

describe('the credentials of a role', () => {
  const functions = [
    'WEB_API_FUNCTION',
    'BEDROCK_GATEWAY_PROXY_FUNCTION',
    'SECURITY_TOOLS_FUNCTION',
    'ROTATE_GATEWAY_CLIENT_SECRET_FUNCTION',
  ];
  const pairs = functions.flatMap((role) => awsCallNames.map((name) => [role, name] as const));

  it.each(pairs)('of %s: %s', async (role, name) => {
    const credentials = await roleOf(stack, stack.env[role] ?? '');
    const { allowedTo }: AwsCall = awsCalls[name];
    const allowed = allowedTo.includes(role);
    expect(await outcomeOf(name, { credentials })).toEqual(
      allowed ? 'accepted' : [awsCalls[name].deniedStatus, 'AccessDeniedException'],
    );
    const decisions = stack.decisions.all().filter(({ hop }) => hop === awsCalls[name].hop);
    expect(decisions.at(-1)?.effect).toBe(allowed ? 'allow' : 'deny');
  });

  it.each(awsCallNames)('of an operator: %s', async (name) => {
    expect(await outcomeOf(name)).toBe('accepted');
  });
});

describe('an expired session', () => {
  const lifeMs = 12 * 60 * 60_000;

  it.each(awsCallNames)('is refused by %s, also after new sessions have started', async (name) => {
    const fresh = await runStack({ clock });
    try {
      const send = (systemClockOffset: number) => {
        clock.aheadMs = systemClockOffset;
        const credentials = operatorOf(fresh);
        return callAws(fresh.env, name, { credentials, systemClockOffset });
      };
      await send(lifeMs - 60_000);
      clock.aheadMs = lifeMs;
      await roleOf(fresh, fresh.env.WEB_API_FUNCTION ?? '');
      await expect(send(lifeMs)).rejects.toMatchObject({
        name: 'ExpiredTokenException',
        $metadata: { httpStatusCode: awsCalls[name].deniedStatus },
      });
      expect(fresh.decisions.all().at(-1)).toMatchObject({
        principal: expect.stringContaining(':assumed-role/hopwise-operator/'),
        effect: 'deny',
        code: 'ExpiredTokenException',
      });
    } finally {
      clock.aheadMs = 0;
      await fresh.stop();
    }
  });
});
