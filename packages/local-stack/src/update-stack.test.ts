import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { askChat } from '../testing/ask-chat.ts';
import { templateOf } from '../testing/packaged-stages.ts';
import { operatorOf, runStack } from '../testing/running-stack.ts';
import { clientConfig, outcomeOf } from '../testing/stack-calls.ts';
import type { AgentModel } from './bedrock-agent/model/agent-model.ts';
import {
  type TemplateChange,
  withoutAction,
  withoutResource,
  withProperty,
} from './faults/change-template.ts';
import type { LocalStack } from './start-local-stack.ts';

// Each test starts a stack.
jest.setTimeout(60_000);

let stack: LocalStack | undefined;

const start = async (model?: AgentModel): Promise<LocalStack> => {
  stack = await runStack(model && { model });
  return stack;
};

afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

const question = 'Check security status';

const lastEventOf = async (running: LocalStack): Promise<string | undefined> =>
  (await askChat(running, question)).events.at(-1)?.type;

const updated = async (...changes: readonly TemplateChange[]) => {
  const template = await templateOf('local');
  for (const change of changes) change(template);
  return template;
};

describe('an update of a running stack', () => {
  it.each([
    ['change MachineClient', withProperty('MachineClient', 'AccessTokenValidity', 5)],
    [
      'remove GatewayClientSecretRotationSchedule',
      withoutResource('GatewayClientSecretRotationSchedule'),
    ],
    ['replace GatewayClientSecret', withProperty('GatewayClientSecret', 'Name', 'other')],
  ])('refuses to %s without changing anything', async (problem, change) => {
    const running = await start();
    const update = await updated(change, withoutAction('WebApiRole', 'bedrock:InvokeAgent'));
    await expect(running.update(update)).rejects.toThrow(`The local stack cannot ${problem}`);
    expect(await lastEventOf(running)).toBe('done');
  });

  it('removes a permission from a role', async () => {
    const running = await start();
    await running.update(await updated(withoutAction('WebApiRole', 'bedrock:InvokeAgent')));
    expect(await lastEventOf(running)).not.toBe('done');
  });

  it("changes the agent's instruction", async () => {
    const instructions: string[] = [];
    const running = await start({
      async next({ instruction }) {
        instructions.push(instruction);
        return { kind: 'answer', text: 'Yes.' };
      },
    });
    const instruction = 'Answer every question with one word, and say nothing else.';
    await running.update(await updated(withProperty('SecurityAgent', 'Instruction', instruction)));
    expect(await lastEventOf(running)).toBe('done');
    expect(instructions).toEqual([instruction]);
  });

  it('refuses two faults that exclude each other, names both, and keeps the first', async () => {
    const running = await start();
    await running.faults.set('resource-policy-missing', true);
    await expect(running.faults.set('proxy-permission-alias-arn', true)).rejects.toMatchObject({
      name: 'TemplateError',
      message:
        'proxy-permission-alias-arn cannot be combined with resource-policy-missing: ' +
        'The resource BedrockGatewayProxyBedrockPermission has no properties.',
    });
    const on = running.faults.list().filter((fault) => fault.on);
    expect(on.map(({ name }) => name)).toEqual(['resource-policy-missing']);
    await running.faults.set('resource-policy-missing', false);
    expect(await lastEventOf(running)).toBe('done');
  });

  it('keeps the faults that are on and the edits of API operations, and names the changes that they hide', async () => {
    const running = await start();
    const lambda = new LambdaClient(clientConfig(running, operatorOf(running)));
    const target = { FunctionName: 'hopwise-local-webApi' };
    const read = () => lambda.send(new GetFunctionConfigurationCommand(target));
    await lambda.send(new UpdateFunctionConfigurationCommand({ ...target, Timeout: 17 }));
    await running.faults.set('wrong-client', true);
    const memory = withProperty('WebApiLambdaFunction', 'MemorySize', 640);
    expect(await running.update(await updated(memory))).toEqual([]);
    expect(await read()).toMatchObject({ Timeout: 17, MemorySize: 640 });
    expect(await outcomeOf(running)).toBe('GATEWAY_UNAUTHORIZED');

    const timeout = withProperty('WebApiLambdaFunction', 'Timeout', 21);
    const withoutGrant = withoutAction('BedrockGatewayProxyRole', 'secretsmanager:GetSecretValue');
    await running.faults.set('wrong-client', false);
    expect(await running.update(await updated(memory, timeout))).toEqual([
      {
        logicalId: 'WebApiLambdaFunction',
        by: { edit: 'UpdateFunctionConfiguration of Timeout' },
      },
    ]);
    expect(await read()).toMatchObject({ Timeout: 17 });
    expect(await running.update(await updated(memory, timeout, withoutGrant))).toEqual([]);
    expect(await outcomeOf(running)).toBe('SECRET_ACCESS_DENIED');
    lambda.destroy();
  });

  it('names a fault that hides a change', async () => {
    const running = await start();
    await running.faults.set('proxy-permission-source-account', true);
    const account = withProperty(
      'BedrockGatewayProxyBedrockPermission',
      'SourceAccount',
      '999999999999',
    );
    expect(await running.update(await updated(account))).toEqual([
      {
        logicalId: 'BedrockGatewayProxyBedrockPermission',
        by: { fault: 'proxy-permission-source-account' },
      },
    ]);
  });
});
