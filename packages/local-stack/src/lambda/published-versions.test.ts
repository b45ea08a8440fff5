import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddPermissionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { operatorOf } from '../../testing/running-stack.ts';
import { type LocalStack, startLocalStack } from '../start-local-stack.ts';
import type { Template } from '../template/template.ts';

const zip = zipSync({ 'index.mjs': strToU8('export const handler = async () => "ran";') });
const hash = createHash('sha256').update(zip).digest('base64');

const version = (properties: Readonly<Record<string, unknown>> = {}) => ({
  Type: 'AWS::Lambda::Version',
  Properties: { FunctionName: { Ref: 'Fn' }, ...properties },
});

const template = (versions: Template['Resources']): Template => ({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'lambda.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
      },
    },
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
    ...versions,
  },
});

let artifactDirectory: string;
let stack: LocalStack;
let lambda: LambdaClient;

const start = (versions: Template['Resources']) =>
  startLocalStack({ template: template(versions), artifactDirectory, stage: 'local' });

beforeAll(async () => {
  artifactDirectory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  await writeFile(join(artifactDirectory, 'fn.zip'), zip);
  stack = await start({ FnVersion: version({ CodeSha256: hash }) });
  lambda = new LambdaClient({
    endpoint: stack.endpoints.aws,
    region: 'us-east-1',
    credentials: operatorOf(stack),
    maxAttempts: 1,
  });
});

afterAll(async () => {
  lambda.destroy();
  await stack.stop();
  await rm(artifactDirectory, { recursive: true });
});

const arn = 'arn:aws:lambda:us-east-1:111122223333:function:fn';

describe('a published version', () => {
  it('is listed and described', async () => {
    const listed = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'fn' }));
    expect(listed.Versions).toMatchObject([
      { Version: '$LATEST', FunctionArn: `${arn}:$LATEST` },
      { Version: '1', FunctionArn: `${arn}:1` },
    ]);
    for (const asked of [{ FunctionName: 'fn:1' }, { FunctionName: 'fn', Qualifier: '1' }]) {
      const described = await lambda.send(new GetFunctionConfigurationCommand(asked));
      expect(described).toMatchObject({ Version: '1', FunctionArn: `${arn}:1` });
    }
    const functions = await lambda.send(new ListFunctionsCommand({}));
    const all = await lambda.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }));
    expect([functions.Functions?.length, all.Functions?.length]).toEqual([1, 2]);
  });

  it('runs, and the call is authorized on its own ARN', async () => {
    const answer = await lambda.send(new InvokeCommand({ FunctionName: 'fn', Qualifier: '1' }));
    expect(answer.ExecutedVersion).toBe('1');
    expect(answer.Payload?.transformToString()).toBe('"ran"');
    expect(stack.decisions.all()).toContainEqual(
      expect.objectContaining({ resource: `${arn}:1`, effect: 'allow' }),
    );
  });

  it('is not the version 2, and does not change', async () => {
    const absent = new InvokeCommand({ FunctionName: 'fn', Qualifier: '2' });
    await expect(lambda.send(absent)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const change = new AddPermissionCommand({
      FunctionName: 'fn',
      Qualifier: '1',
      StatementId: 'a',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
    });
    await expect(lambda.send(change)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });

  it.each<[string, Template['Resources'], string]>([
    [
      'another hash of the code',
      { FnVersion: version({ CodeSha256: 'AAAA' }) },
      'CodeSha256 of FnVersion is AAAA',
    ],
    [
      'a second version of the same code',
      { One: version(), Other: version() },
      'One and Other publish the same code of Fn',
    ],
    [
      'environments that wait for it',
      { FnVersion: version({ ProvisionedConcurrencyConfig: {} }) },
      'ProvisionedConcurrencyConfig of FnVersion',
    ],
  ])('is refused with %s', async (_, versions, message) => {
    await expect(start(versions)).rejects.toThrow(message);
  });
});
