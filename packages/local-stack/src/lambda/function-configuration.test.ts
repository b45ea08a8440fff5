import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { templateOf } from '../../testing/packaged-stages.ts';
import { operatorOf, roleOf, runStack } from '../../testing/running-stack.ts';
import { clientConfig, outcomeOf, refusalOf } from '../../testing/stack-calls.ts';
import type { LocalStack } from '../start-local-stack.ts';

// Each test starts a stack.
jest.setTimeout(60_000);

let stack: LocalStack;
let lambda: LambdaClient;
let FunctionName: string;

beforeEach(async () => {
  stack = await runStack();
  lambda = new LambdaClient(clientConfig(stack, operatorOf(stack)));
  FunctionName = stack.env.BEDROCK_GATEWAY_PROXY_FUNCTION ?? '';
});

afterEach(async () => {
  lambda.destroy();
  await stack.stop();
});

type Change = Omit<UpdateFunctionConfigurationCommandInput, 'FunctionName'>;

const update = (change: Change, client = lambda) =>
  client.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change }));

const read = () => lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));

const variables = (Variables: Record<string, string>): Change => ({ Environment: { Variables } });

const roleArn = (role: string): string => `arn:aws:iam::111122223333:role/hopwise-local-${role}`;

describe('the configuration of a function', () => {
  it('takes effect at the next call: the given variables replace all others', async () => {
    const { Environment = {}, LastModified, RevisionId = '' } = await read();
    expect(await outcomeOf(stack)).toBe('done');
    const changed = await update({ Environment: { Variables: { OTHER: 'x' } }, RevisionId });
    expect(changed).toMatchObject({
      Environment: { Variables: { OTHER: 'x' } },
      LastUpdateStatus: 'Successful',
      State: 'Active',
    });
    expect(Date.parse(changed.LastModified ?? '')).toBeGreaterThan(Date.parse(LastModified ?? ''));
    expect(await read()).toMatchObject({ RevisionId: changed.RevisionId });
    expect(await outcomeOf(stack)).not.toBe('done');
    await update({ Environment });
    expect(await outcomeOf(stack)).toBe('done');
  });

  it('keeps every change, also after an update of the stack and with faults', async () => {
    const { Handler = '' } = await read();
    await update({ Timeout: 7 });
    await update({ MemorySize: 300, Handler: 'src/other.handler' });
    await stack.faults.set('resource-policy-missing', true);
    await stack.update(await templateOf('local'));
    await stack.faults.set('resource-policy-missing', false);
    const kept = { Timeout: 7, MemorySize: 300, Handler: 'src/other.handler' };
    expect(await read()).toMatchObject(kept);
    const logicalId = 'BedrockGatewayProxyLambdaFunction';
    const { Resources } = await templateOf('local');
    expect(stack.template().Resources[logicalId]?.Properties).toEqual({
      ...Resources[logicalId]?.Properties,
      ...kept,
    });
    await update({ Handler });
    expect(await outcomeOf(stack)).toBe('done');
  });

  it('has another role after the change', async () => {
    await update({ Role: roleArn('WebApiRole') });
    expect(await read()).toMatchObject({ Role: roleArn('WebApiRole') });
    expect(await outcomeOf(stack)).toBe('SECRET_ACCESS_DENIED');
    await update({ Role: roleArn('BedrockGatewayProxyRole') });
    expect(await outcomeOf(stack)).toBe('done');
  });

  const invalid = ['InvalidParameterValueException', 400] as const;
  const malformed = ['ValidationException', 400] as const;
  const notAssumed = 'The role defined for the function cannot be assumed by Lambda.';

  it.each<[Change, readonly [name: string, status: number, message: string]]>([
    [{ Role: roleArn('AgentCoreGatewayRole') }, [...invalid, notAssumed]],
    [{ Role: roleArn('Absent') }, [...invalid, notAssumed]],
    [{ Timeout: 901 }, [...malformed, "'timeout'"]],
    [{ MemorySize: 127 }, [...malformed, "'memorySize'"]],
    [{ Runtime: 'python3.13' }, [...invalid, 'nodejs24.x']],
    [{ Layers: [] }, [...invalid, 'does not implement Layers']],
    [
      variables({ AWS_REGION: 'x' }),
      [...invalid, 'Reserved keys used in this request: AWS_REGION'],
    ],
    [variables({ 'a-b': 'x' }), [...malformed, 'a-b does not']],
    [variables({ AB: 'x'.repeat(4096) }), [...invalid, '4KB']],
    [{ Timeout: 7, RevisionId: 'old' }, ['PreconditionFailedException', 412, 'RevisionId']],
  ])('is not changed to %j', async (change, [name, status, message]) => {
    const { $metadata: _, ...before } = await read();
    expect(await refusalOf(update(change))).toEqual([
      name,
      status,
      expect.stringContaining(message),
    ]);
    expect(await read()).toMatchObject(before);
  });

  it('is not changed by a principal without the permission, nor without iam:PassRole', async () => {
    const proxy = new LambdaClient(clientConfig(stack, await roleOf(stack, FunctionName)));
    const denied = (action: string) => [
      'AccessDeniedException',
      403,
      expect.stringContaining(`not authorized to perform: ${action} on resource`),
    ];
    const change = { Role: roleArn('BedrockGatewayProxyRole') };
    expect(await refusalOf(update(change, proxy))).toEqual(
      denied('lambda:UpdateFunctionConfiguration'),
    );
    await allow({ Action: 'lambda:UpdateFunctionConfiguration', Resource: '*' });
    expect(await refusalOf(update(change, proxy))).toEqual(denied('iam:PassRole'));
    await allow({
      Action: ['lambda:UpdateFunctionConfiguration', 'iam:PassRole'],
      Resource: '*',
    });
    await update(change, proxy);
    proxy.destroy();
  });
});

const allow = async (statement: object): Promise<void> => {
  const iam = new IAMClient(clientConfig(stack, operatorOf(stack)));
  const Statement = [{ Effect: 'Allow', ...statement }];
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'hopwise-local-BedrockGatewayProxyRole',
      PolicyName: 'update-functions',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
    }),
  );
  iam.destroy();
};
