import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
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

const statements = async (): Promise<readonly Record<string, unknown>[]> => {
  const { Policy = '{}' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
  return (JSON.parse(Policy) as { Statement: Record<string, unknown>[] }).Statement;
};

const listed = async () => {
  const client = new CloudFormationClient(clientConfig(stack, operatorOf(stack)));
  const command = new ListStackResourcesCommand({ StackName: 'hopwise-local' });
  const { StackResourceSummaries = [] } = await client.send(command);
  client.destroy();
  return StackResourceSummaries.map(({ LogicalResourceId }) => LogicalResourceId);
};

const granted = 'BedrockGatewayProxyBedrockPermission';

const allowAgent = () =>
  new AddPermissionCommand({
    FunctionName,
    StatementId: 'allow-agent',
    Action: 'lambda:InvokeFunction',
    Principal: 'bedrock.amazonaws.com',
    SourceAccount: '111122223333',
  });

const remove = (StatementId: string) => new RemovePermissionCommand({ FunctionName, StatementId });

describe('the permissions of a function', () => {
  it('take effect at the next call, and are in the deployed template', async () => {
    await lambda.send(remove(granted));
    expect(await outcomeOf(stack)).toBe('AGENT_DEPENDENCY_FAILED');
    const { Statement = '' } = await lambda.send(allowAgent());
    expect(JSON.parse(Statement)).toEqual({
      Sid: 'allow-agent',
      Effect: 'Allow',
      Principal: { Service: 'bedrock.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: expect.stringMatching(`:function:${FunctionName}$`),
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
    expect(await statements()).toEqual([JSON.parse(Statement)]);
    expect(await outcomeOf(stack)).toBe('done');
    const { Resources } = stack.template();
    expect(Resources[granted]).toBeUndefined();
    expect(Object.keys(Resources)).toContain('BedrockGatewayProxyLambdaFunction/allow-agent');
    expect(await listed()).not.toContain('BedrockGatewayProxyLambdaFunction/allow-agent');
    await lambda.send(remove('allow-agent'));
    expect(await outcomeOf(stack)).toBe('AGENT_DEPENDENCY_FAILED');
  });

  it('survive faults and an update of the stack', async () => {
    await lambda.send(remove(granted));
    await stack.update(await templateOf('local'));
    expect(await outcomeOf(stack)).toBe('AGENT_DEPENDENCY_FAILED');
    await lambda.send(allowAgent());
    await stack.faults.set('resource-policy-missing', true);
    expect(await outcomeOf(stack)).toBe('done');
    await stack.faults.set('resource-policy-missing', false);
    expect(await statements()).toMatchObject([{ Sid: 'allow-agent' }]);
  });

  it('are refused as AWS refuses them', async () => {
    const added = (input: object) =>
      lambda.send(new AddPermissionCommand({ ...allowAgent().input, ...input }));
    expect(await refusalOf(added({ StatementId: granted }))).toEqual([
      'ResourceConflictException',
      409,
      `The statement id (${granted}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    ]);
    expect(await refusalOf(lambda.send(remove('absent')))).toEqual([
      'ResourceNotFoundException',
      404,
      'Statement absent is not found in resource policy.',
    ]);
    expect(await refusalOf(added({ StatementId: 'a.b' }))).toMatchObject([
      'ValidationException',
      400,
      expect.stringContaining("'statementId'"),
    ]);
    expect(await refusalOf(added({ Principal: 'nobody' }))).toMatchObject([
      'InvalidParameterValueException',
      400,
      expect.stringContaining('not a valid AWS principal'),
    ]);
    expect(await refusalOf(added({ PrincipalOrgID: 'o-1234567890' }))).toMatchObject([
      'InvalidParameterValueException',
      400,
      'The local stack does not implement PrincipalOrgID. Omit it.',
    ]);
    expect(await refusalOf(added({ RevisionId: 'old' }))).toMatchObject([
      'PreconditionFailedException',
      412,
      expect.stringContaining('RevisionId'),
    ]);
    expect(
      await refusalOf(added({ SourceArn: `arn:aws:s3:::${'x'.repeat(20_480)}` })),
    ).toMatchObject(['PolicyLengthExceededException', 400, expect.stringContaining('20480')]);
    expect(await statements()).toMatchObject([{ Sid: granted }]);
    expect(await outcomeOf(stack)).toBe('done');
  });

  it('are changed by one of two concurrent calls with the same statement id', async () => {
    const results = await Promise.allSettled([
      lambda.send(allowAgent()),
      lambda.send(allowAgent()),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are not changed by a principal without the permission', async () => {
    const proxy = new LambdaClient(clientConfig(stack, await roleOf(stack, FunctionName)));
    const denied = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } };
    await expect(proxy.send(allowAgent())).rejects.toMatchObject(denied);
    await expect(proxy.send(remove(granted))).rejects.toMatchObject(denied);
    proxy.destroy();
  });
});
