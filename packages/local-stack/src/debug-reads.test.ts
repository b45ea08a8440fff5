import {
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { operatorOf, runStack } from '../testing/running-stack.ts';
import type { LocalStack } from './start-local-stack.ts';

// The tests start a stack.
jest.setTimeout(60_000);

let stack: LocalStack;
let lambda: LambdaClient;
let iam: IAMClient;
let proxy: string;

beforeAll(async () => {
  stack = await runStack();
  const config = {
    endpoint: stack.endpoints.aws,
    region: 'us-east-1',
    credentials: operatorOf(stack),
    maxAttempts: 1,
  };
  lambda = new LambdaClient(config);
  iam = new IAMClient(config);
  proxy = stack.env.BEDROCK_GATEWAY_PROXY_FUNCTION ?? '';
});

afterAll(async () => {
  lambda.destroy();
  iam.destroy();
  await stack.stop();
});

describe('Lambda as the operator reads it', () => {
  it('lists every function, in pages', async () => {
    const all = await lambda.send(new ListFunctionsCommand({}));
    const names = all.Functions?.map(({ FunctionName }) => FunctionName) ?? [];
    expect(names).toContain(proxy);
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
    const second = await lambda.send(
      new ListFunctionsCommand({ MaxItems: 1, Marker: first.NextMarker ?? '' }),
    );
    expect([first, second].flatMap((page) => page.Functions?.[0]?.FunctionName)).toEqual(
      names.slice(0, 2),
    );
  });

  it('accepts a name, a partial ARN and an ARN', async () => {
    const { FunctionArn = '' } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: proxy }),
    );
    for (const FunctionName of [
      FunctionArn,
      `111122223333:function:${proxy}`,
      `${proxy}:$LATEST`,
    ]) {
      const found = await lambda.send(new GetFunctionCommand({ FunctionName }));
      expect(found.Configuration).toMatchObject({
        FunctionArn,
        Role: expect.stringMatching(/^arn:aws:iam::111122223333:role\//),
        CodeSha256: expect.stringMatching(/=$/),
      });
    }
    const versions = new ListVersionsByFunctionCommand({ FunctionName: proxy });
    expect((await lambda.send(versions)).Versions).toMatchObject([{ Version: '$LATEST' }]);
    const aliases = new ListAliasesCommand({ FunctionName: proxy });
    expect((await lambda.send(aliases)).Aliases).toEqual([]);
  });

  it('answers that a version does not exist', async () => {
    const command = new GetPolicyCommand({ FunctionName: proxy, Qualifier: '7' });
    await expect(lambda.send(command)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: arn:aws:lambda:us-east-1:111122223333:function:${proxy}:7`,
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('IAM as the operator reads it', () => {
  it('lists the roles, and reads the inline policies of one', async () => {
    const { Role = '' } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: proxy }),
    );
    const RoleName = Role.slice(Role.lastIndexOf('/') + 1);
    const { Roles } = await iam.send(new ListRolesCommand({}));
    expect(Roles?.map((role) => role.RoleName)).toContain(RoleName);
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    const [PolicyName = ''] = PolicyNames;
    const read = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    expect(JSON.parse(decodeURIComponent(read.PolicyDocument ?? ''))).toMatchObject({
      Version: '2012-10-17',
    });
    const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(attached).toMatchObject({ AttachedPolicies: [], IsTruncated: false });
    const absent = new GetRolePolicyCommand({ RoleName, PolicyName: 'absent' });
    await expect(iam.send(absent)).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
      message: 'The role policy with name absent cannot be found.',
    });
  });
});
