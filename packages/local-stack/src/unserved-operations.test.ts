import { CloudFormationClient, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import {
  LambdaClient,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { operatorOf, runStack } from '../testing/running-stack.ts';
import { clientConfig, refusalOf } from '../testing/stack-calls.ts';
import type { LocalStack } from './start-local-stack.ts';

// The tests start a stack.
jest.setTimeout(60_000);

let stack: LocalStack;
let config: ReturnType<typeof clientConfig>;

beforeAll(async () => {
  stack = await runStack();
  config = clientConfig(stack, operatorOf(stack));
});

afterAll(() => stack.stop());

const FunctionName = 'hopwise-local-webApi';
const RoleName = 'hopwise-local-WebApiRole';

/** Each call names the operation, what is served, and what does the same. */
const calls: readonly (readonly [
  operation: string,
  send: () => Promise<unknown>,
  said: readonly string[],
])[] = [
  [
    'UpdateFunctionCode of lambda',
    () => new LambdaClient(config).send(new UpdateFunctionCodeCommand({ FunctionName })),
    ['UpdateFunctionConfiguration', 'Invoke,', 'Change the source files instead'],
  ],
  [
    'PutFunctionConcurrency of lambda',
    () =>
      new LambdaClient(config).send(
        new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }),
      ),
    ['`ReservedConcurrentExecutions` of the AWS::Lambda::Function in the template'],
  ],
  [
    'AttachRolePolicy of iam',
    () =>
      new IAMClient(config).send(
        new AttachRolePolicyCommand({
          RoleName,
          PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        }),
      ),
    ['Use PutRolePolicy, or `ManagedPolicyArns` of the AWS::IAM::Role in the template.'],
  ],
  [
    'CreateRole of iam',
    () =>
      new IAMClient(config).send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{}' }),
      ),
    ['GetRole', 'Change AWS::IAM::Role in the template instead.'],
  ],
  [
    'DeleteStack of cloudformation',
    () => new CloudFormationClient(config).send(new DeleteStackCommand({ StackName: 'any' })),
    ['`hopwise stop`'],
  ],
  [
    'CreateSecret of secretsmanager',
    () => new SecretsManagerClient(config).send(new CreateSecretCommand({ Name: 'any' })),
    ['GetSecretValue', 'Change AWS::SecretsManager::Secret in the template instead.'],
  ],
  [
    'ListSecrets of secretsmanager',
    () => new SecretsManagerClient(config).send(new ListSecretsCommand({})),
    ["ListStackResources and GetTemplate of cloudformation show the template's resources."],
  ],
  [
    'TagResource of lambda',
    () =>
      new LambdaClient(config).send(
        new TagResourceCommand({
          Resource: `arn:aws:lambda:us-east-1:111122223333:function:${FunctionName}`,
          Tags: { team: 'security' },
        }),
      ),
    ['Change `Tags` of the AWS::Lambda::Function in the template instead.'],
  ],
  [
    'TagRole of iam',
    () => new IAMClient(config).send(new TagRoleCommand({ RoleName, Tags: [] })),
    ['Change `Tags` of the AWS::IAM::Role in the template instead.'],
  ],
  [
    'StartQuery of logs',
    () =>
      new CloudWatchLogsClient(config).send(
        new StartQueryCommand({ startTime: 0, endTime: 1, queryString: 'fields @message' }),
      ),
    ['DescribeLogGroups', 'Use FilterLogEvents with a filter pattern instead, for example `{ $.'],
  ],
  [
    'AssumeRole of sts',
    () =>
      new STSClient(config).send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::111122223333:role/${RoleName}`,
          RoleSessionName: 'any',
        }),
      ),
    ['GetCallerIdentity', '`hopwise env`'],
  ],
];

describe('an operation that the local stack does not serve', () => {
  it.each(calls)('is refused by name: %s', async (operation, send, said) => {
    const [name, , message] = await refusalOf(send());
    expect(name).toMatch(/^(?:UnknownOperationException|InvalidAction)$/);
    expect(message).toMatch(`The local stack does not support ${operation}; it supports `);
    for (const part of said) expect(message).toContain(part);
  });
});
