import {
  GetSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { askChat } from '../testing/ask-chat.ts';
import type { Credentials } from '../testing/aws-calls.ts';
import { operatorOf, roleOf, runStack } from '../testing/running-stack.ts';
import { withStatement } from './faults/change-template.ts';
import type { LocalStack } from './start-local-stack.ts';

jest.setTimeout(60_000);

const action = 'secretsmanager:GetSecretValue';

let stack: LocalStack;
beforeAll(async () => {
  const Resource = { Ref: 'GatewayClientSecret' };
  stack = await runStack({
    changes: [withStatement('SecurityToolsRole', { Effect: 'Allow', Action: action, Resource })],
  });
});
afterAll(() => stack.stop());

const send = async <Output>(
  credentials: Credentials,
  work: (client: SecretsManagerClient) => Promise<Output>,
): Promise<Output> => {
  const client = new SecretsManagerClient({
    endpoint: stack.endpoints.aws,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials,
  });
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
};

const SecretId = (): string => stack.env.SECRET_ID ?? '';

const read = (credentials: Credentials) =>
  send(credentials, (client) => client.send(new GetSecretValueCommand({ SecretId: SecretId() })));

describe('the readers of the gateway secret', () => {
  it('do not include another role whose identity policy allows the read', async () => {
    const tools = await roleOf(stack, stack.env.SECURITY_TOOLS_FUNCTION ?? '');
    await expect(read(tools)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/with an explicit deny in a resource-based policy$/),
    });
    expect(stack.decisions.all().at(-1)).toMatchObject({
      hop: 6,
      principal: expect.stringContaining(':assumed-role/hopwise-local-SecurityToolsRole/'),
      action,
      resource: SecretId(),
      effect: 'deny',
      by: 'Deny statement "DenyOtherReaders" of policy GatewayClientSecretPolicy',
      code: 'SECRET_ACCESS_DENIED',
    });
  });

  it('are the operator of `hopwise env`, the proxy and the rotation', async () => {
    const operator = operatorOf(stack);
    const before = await read(operator);
    await send(operator, (client) =>
      client.send(new RotateSecretCommand({ SecretId: SecretId() })),
    );
    await stack.rotationEnded(SecretId());
    expect((await read(operator)).SecretString).not.toBe(before.SecretString);
    const { events, decisions } = await askChat(stack, 'Check security status');
    expect(events.at(-1)).toMatchObject({ type: 'done' });
    expect(decisions).toContainEqual(
      expect.objectContaining({
        principal: expect.stringContaining(':assumed-role/hopwise-local-BedrockGatewayProxyRole/'),
        action,
        effect: 'allow',
      }),
    );
  });

  it('change with an update of the stack', async () => {
    const template = stack.template();
    const open = structuredClone(template);
    delete open.Resources.GatewayClientSecretPolicy;
    await stack.update(open);
    const tools = await roleOf(stack, stack.env.SECURITY_TOOLS_FUNCTION ?? '');
    expect(await read(tools)).toMatchObject({ ARN: SecretId() });
    await stack.update(template);
    await expect(read(tools)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
