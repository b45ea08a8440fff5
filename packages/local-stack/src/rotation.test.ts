import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { askChat } from '../testing/ask-chat.ts';
import { templateOf } from '../testing/packaged-stages.ts';
import { operatorOf, runStack } from '../testing/running-stack.ts';
import {
  propertiesOf,
  type TemplateChange,
  withoutAction,
  withoutResource,
  withProperty,
  withVariable,
} from './faults/change-template.ts';
import type { LocalStack } from './start-local-stack.ts';

// Each test starts a stack, and a rotation starts a Lambda process.
jest.setTimeout(60_000);

const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of close.splice(0).reverse()) await end();
});

type Version = { readonly clientSecret: string; readonly clientSecretId?: string };

/** A stack, and an operator's actions on its only secret. */
const operate = async (...changes: readonly TemplateChange[]) => {
  const stack = await runStack({ changes });
  close.push(stack.stop);
  const client = new SecretsManagerClient({
    endpoint: stack.endpoints.aws,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: operatorOf(stack),
  });
  close.push(() => client.destroy());
  const SecretId = stack.env.SECRET_ID ?? '';
  return {
    stack,
    describe: () => client.send(new DescribeSecretCommand({ SecretId })),
    rotate: async () => {
      await client.send(new RotateSecretCommand({ SecretId }));
      await stack.rotationEnded(SecretId);
    },
    current: async (): Promise<Version> => {
      const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
      return JSON.parse(SecretString);
    },
  };
};

/** Whether the issuer accepts each of these client secrets of the machine client. */
const areAccepted = (stack: LocalStack, ...versions: readonly Version[]): Promise<boolean[]> =>
  Promise.all(
    versions.map(async ({ clientSecret }) => {
      const { ok } = await fetch(stack.endpoints.tokenEndpoint, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: stack.env.CLIENT_ID ?? '',
          client_secret: clientSecret,
        }),
      });
      return ok;
    }),
  );

/** Sends a question through all seven hops. */
const ask = async (stack: LocalStack): Promise<string> => {
  const { events, decisions, body } = await askChat(stack, 'Check security status');
  const reached = decisions.some(({ hop, effect }) => hop === 7 && effect === 'allow');
  return events.at(-1)?.type === 'done' && reached ? 'answered' : body;
};

const updated = async (...changes: readonly TemplateChange[]) => {
  const template = await templateOf('local');
  for (const change of changes) change(template);
  return template;
};

const tags = [{ Key: 'cost-centre', Value: '42' }];

/**
 * Tokens of the machine client expire after two seconds, so that environments use their cached secrets
 * again.
 */
const withShortTokens: TemplateChange = (template) => {
  Object.assign(propertiesOf(template, 'MachineClient'), {
    AccessTokenValidity: 2,
    TokenValidityUnits: { AccessToken: 'seconds' },
  });
};

describe('the secret of the machine client', () => {
  it('is deployed, rotated twice, and not changed by a stack update', async () => {
    const { stack, describe, rotate, current } = await operate();
    expect(await ask(stack)).toBe('answered');
    const seeded = await current();

    await rotate();
    const first = await current();
    expect(await areAccepted(stack, seeded, first)).toEqual([true, true]);
    expect(await ask(stack)).toBe('answered');

    await rotate();
    const second = await current();
    expect(await areAccepted(stack, seeded, first, second)).toEqual([false, true, true]);
    expect(await ask(stack)).toBe('answered');

    await stack.update(
      await updated(
        withProperty('GatewayClientSecret', 'Tags', tags),
        withProperty('UserPool', 'UserPoolTags', { 'cost-centre': '42' }),
        withProperty('GatewayClientSecret', 'Description', 'of the proxy'),
        withVariable('BedrockGatewayProxyLambdaFunction', 'POWERTOOLS_LOG_LEVEL', 'WARN'),
      ),
    );
    expect(await current()).toEqual(second);
    expect(await ask(stack)).toBe('answered');
    expect(await describe()).toMatchObject({
      RotationEnabled: true,
      RotationLambdaARN: expect.stringMatching(/:hopwise-local-rotateGatewayClientSecret$/),
      RotationRules: { AutomaticallyAfterDays: 30 },
      LastRotatedDate: expect.any(Date),
    });
  });

  it('lets no question fail while it is rotated twice under load, although secrets in use are deleted', async () => {
    const { stack, rotate } = await operate(withShortTokens);
    const outcomes = [await ask(stack)];
    const wasRefused = () => stack.decisions.all().some(({ effect }) => effect === 'deny');
    const user = async (): Promise<void> => {
      while (outcomes.length < 500 && !wasRefused()) outcomes.push(await ask(stack));
    };
    const users = [user(), user(), user()];
    await rotate();
    await rotate();
    await Promise.all(users);
    expect(wasRefused()).toBe(true);
    outcomes.push(await ask(stack));
    expect(new Set(outcomes)).toEqual(new Set(['answered']));
  });

  it('is repaired by one rotation after a stack update has restored an invalid value', async () => {
    const { stack, rotate, current } = await operate();
    const seeded = await current();
    await rotate();
    await rotate();
    const inUse = await current();
    const SecretString = JSON.stringify(seeded);
    await stack.update(
      await updated(withProperty('GatewayClientSecret', 'SecretString', ` ${SecretString}`)),
    );
    expect(await current()).toEqual(seeded);
    expect(await areAccepted(stack, seeded)).toEqual([false]);

    await rotate();
    expect(await areAccepted(stack, inUse, await current())).toEqual([true, true]);
    await stack.recycle();
    expect(await ask(stack)).toBe('answered');
  });

  it('does not change if Secrets Manager is not allowed to invoke the rotation', async () => {
    const { stack, rotate, current } = await operate(
      withoutResource('RotateGatewayClientSecretPermission'),
    );
    const before = await current();
    await expect(rotate()).rejects.toThrow('failed at createSecret: the function was not invoked.');
    expect(await current()).toEqual(before);
    expect(stack.decisions.all().filter(({ effect }) => effect === 'deny')).toEqual([
      expect.objectContaining({
        principal: 'secretsmanager.amazonaws.com',
        action: 'lambda:InvokeFunction',
        code: 'RESOURCE_POLICY_MISSING',
      }),
    ]);
  });

  it('does not change while the rotation lacks a permission, and is rotated once it has it', async () => {
    const { stack, rotate, current } = await operate(
      withoutAction('RotateGatewayClientSecretRole', 'cognito-idp:AddUserPoolClientSecret'),
    );
    const before = await current();
    await expect(rotate()).rejects.toThrow("failed at createSecret: see the function's log.");
    expect(await current()).toEqual(before);
    expect(stack.decisions.all().filter(({ effect }) => effect === 'deny')).toEqual([
      expect.objectContaining({
        action: 'cognito-idp:AddUserPoolClientSecret',
        resource: expect.stringMatching(/^arn:aws:cognito-idp:us-east-1:111122223333:userpool\//),
        code: 'ACCESS_DENIED',
      }),
    ]);

    await stack.update(await updated());
    await expect(rotate()).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await stack.rotationEnded(stack.env.SECRET_ID ?? '');
    expect(await current()).not.toEqual(before);
    expect(await ask(stack)).toBe('answered');
  });
});
