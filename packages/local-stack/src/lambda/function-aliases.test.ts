import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { operatorOf } from '../../testing/running-stack.ts';
import { clientConfig } from '../../testing/stack-calls.ts';
import { type LocalStack, startLocalStack } from '../start-local-stack.ts';
import type { Template } from '../template/template.ts';

const zip = zipSync({ 'index.mjs': strToU8('export const handler = async () => "ran";') });

const alias = (properties: Readonly<Record<string, unknown>> = {}) => ({
  Type: 'AWS::Lambda::Alias',
  Properties: {
    FunctionName: { Ref: 'Fn' },
    FunctionVersion: { 'Fn::GetAtt': ['FnVersion', 'Version'] },
    Name: 'live',
    ...properties,
  },
});

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

const template = (more: Template['Resources']): Template => ({
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'fn',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { S3Key: 'fn.zip' },
      },
    },
    FnVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
    ...more,
  },
});

let artifactDirectory: string;
let stack: LocalStack;
let lambda: LambdaClient;

const start = (more: Template['Resources']) =>
  startLocalStack({ template: template(more), artifactDirectory, stage: 'local' });

beforeAll(async () => {
  artifactDirectory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  await writeFile(join(artifactDirectory, 'fn.zip'), zip);
  stack = await start({
    Live: alias(),
    Newest: alias({ FunctionVersion: '$LATEST', Name: 'newest' }),
    Allowed: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Live' },
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
      },
    },
  });
  lambda = new LambdaClient(clientConfig(stack, operatorOf(stack)));
});

afterAll(async () => {
  lambda.destroy();
  await stack.stop();
  await rm(artifactDirectory, { recursive: true });
});

const arn = 'arn:aws:lambda:us-east-1:111122223333:function:fn';

describe('an alias of a function', () => {
  it('is listed and described with the version that it refers to', async () => {
    const listed = await lambda.send(new ListAliasesCommand({ FunctionName: 'fn' }));
    expect(listed.Aliases).toEqual([
      { AliasArn: `${arn}:live`, Name: 'live', FunctionVersion: '1' },
      { AliasArn: `${arn}:newest`, Name: 'newest', FunctionVersion: '$LATEST' },
    ]);
    const ofVersion = { FunctionName: 'fn', FunctionVersion: '1' };
    expect((await lambda.send(new ListAliasesCommand(ofVersion))).Aliases).toHaveLength(1);
    const asked = new GetFunctionConfigurationCommand({ FunctionName: 'fn', Qualifier: 'live' });
    expect(await lambda.send(asked)).toMatchObject({ Version: '1', FunctionArn: `${arn}:live` });
  });

  it.each([
    ['fn', 'live', '1'],
    ['fn:live', undefined, '1'],
    [`${arn}:live`, undefined, '1'],
    ['fn', 'newest', '$LATEST'],
  ])(
    'runs as %s with the qualifier %s, and the call is authorized on its own ARN',
    async (FunctionName, Qualifier, version) => {
      const answer = await lambda.send(new InvokeCommand({ FunctionName, Qualifier }));
      expect(answer.ExecutedVersion).toBe(version);
      expect(answer.Payload?.transformToString()).toBe('"ran"');
      expect(stack.decisions.all()).toContainEqual(
        expect.objectContaining({ resource: `${arn}:${Qualifier ?? 'live'}`, effect: 'allow' }),
      );
    },
  );

  it('has its own resource policy, which its version and its function do not have', async () => {
    const policy = await lambda.send(
      new GetPolicyCommand({ FunctionName: 'fn', Qualifier: 'live' }),
    );
    expect(JSON.parse(policy.Policy ?? '')).toMatchObject({
      Statement: [{ Sid: 'Allowed', Resource: `${arn}:live` }],
    });
    for (const Qualifier of [undefined, '1', 'newest']) {
      const other = new GetPolicyCommand({ FunctionName: 'fn', Qualifier });
      await expect(lambda.send(other)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    }
  });

  it.each<[string, Template['Resources'], string]>([
    [
      'a version that the template does not publish',
      { Live: alias({ FunctionVersion: '7' }) },
      'FunctionVersion of Live is 7, expected $LATEST or 1',
    ],
    ['a number as its name', { Live: alias({ Name: '12' }) }, 'Name of Live is "12"'],
    ['a name of two aliases', { One: alias(), Other: alias() }, 'One and Other are both the alias'],
    [
      'a function that the template does not have',
      { Live: alias({ FunctionName: 'other' }) },
      'FunctionName of Live is other',
    ],
    [
      'weights of two versions',
      { Live: alias({ RoutingConfig: { AdditionalVersionWeights: [] } }) },
      'RoutingConfig of Live',
    ],
  ])('is refused with %s', async (_, more, message) => {
    await expect(start(more)).rejects.toThrow(message);
  });
});
