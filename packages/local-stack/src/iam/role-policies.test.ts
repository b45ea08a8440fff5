import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { templateOf } from '../../testing/packaged-stages.ts';
import { operatorOf, roleOf, runStack } from '../../testing/running-stack.ts';
import { clientConfig, outcomeOf, refusalOf } from '../../testing/stack-calls.ts';
import type { LocalStack } from '../start-local-stack.ts';

// Each test starts a stack.
jest.setTimeout(60_000);

let stack: LocalStack;
let iam: IAMClient;

beforeEach(async () => {
  stack = await runStack();
  iam = new IAMClient(clientConfig(stack, operatorOf(stack)));
});

afterEach(async () => {
  iam.destroy();
  await stack.stop();
});

const document = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

describe('the inline policies of a role', () => {
  const PolicyName = 'read-client-secret';
  let RoleName: string;

  beforeEach(() => {
    RoleName = 'hopwise-local-BedrockGatewayProxyRole';
  });

  const put = (PolicyDocument: string, name = PolicyName) =>
    iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: name, PolicyDocument }));

  const readDocument = async (name = PolicyName): Promise<unknown> => {
    const read = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: name }));
    return JSON.parse(decodeURIComponent(read.PolicyDocument ?? ''));
  };

  const names = async () =>
    (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames ?? [];

  const deletePolicy = (name = PolicyName) =>
    iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: name }));

  it('take effect at the next call', async () => {
    const before = await readDocument();
    const all = await names();
    await deletePolicy();
    expect(await outcomeOf(stack)).toBe('SECRET_ACCESS_DENIED');
    expect(await names()).not.toContain(PolicyName);
    await put(JSON.stringify(before));
    expect(await readDocument()).toEqual(before);
    expect(await names()).toEqual(all);
    expect(await outcomeOf(stack)).toBe('done');
    await put(document({ Effect: 'Deny', Action: 'secretsmanager:*', Resource: '*' }), 'deny');
    expect(await outcomeOf(stack)).toBe('SECRET_ACCESS_DENIED');
    await stack.update(await templateOf('local'));
    expect(await outcomeOf(stack)).toBe('SECRET_ACCESS_DENIED');
    await deletePolicy('deny');
    expect(await outcomeOf(stack)).toBe('done');
  });

  it('can be put and deleted any number of times', async () => {
    const grant = document({ Action: 's3:GetObject', Resource: '*' });
    const before = Object.keys(stack.template().Resources);
    for (const name of ['one', 'two', PolicyName, PolicyName]) {
      await put(grant, name);
      expect(await readDocument(name)).toEqual(JSON.parse(grant));
      await deletePolicy(name);
      expect(await names()).not.toContain(name);
    }
    expect(Object.keys(stack.template().Resources)).toEqual(before);
  });

  it('are refused as IAM refuses them', async () => {
    const fine = { Action: 's3:GetObject', Resource: '*' };
    const malformed = async (text: string) => {
      const [name, status, message] = await refusalOf(put(text));
      expect([name, status]).toEqual(['MalformedPolicyDocumentException', 400]);
      return message;
    };
    expect(await malformed('{')).toBe('This policy contains invalid Json');
    expect(await malformed(document({ ...fine, Principal: '*' }))).toContain('principal');
    expect(await malformed(document({ Action: 's3:GetObject' }))).toContain(
      'must contain resources',
    );
    expect(await malformed(document({ ...fine, Action: 'x' }))).toContain('service:action');
    expect(await refusalOf(put(document(fine), 'a b'))).toMatchObject([
      'ValidationError',
      400,
      expect.stringContaining('policyName'),
    ]);
    const large = { Action: 's3:GetObject', Resource: `arn:aws:s3:::${'x'.repeat(10_240)}` };
    expect(await refusalOf(put(document(large)))).toEqual([
      'LimitExceededException',
      409,
      `Maximum policy size of 10240 bytes exceeded for role ${RoleName}`,
    ]);
    expect(await refusalOf(deletePolicy('absent'))).toEqual([
      'NoSuchEntityException',
      404,
      'The role policy with name absent cannot be found.',
    ]);
    RoleName = 'hopwise-operator';
    expect(await refusalOf(put(document(fine)))).toMatchObject([
      'UnmodifiableEntityException',
      400,
      expect.stringContaining('hopwise env'),
    ]);
  });

  it('are not changed by a principal without the permission', async () => {
    const proxy = new IAMClient(
      clientConfig(stack, await roleOf(stack, stack.env.BEDROCK_GATEWAY_PROXY_FUNCTION ?? '')),
    );
    const command = new PutRolePolicyCommand({
      RoleName,
      PolicyName,
      PolicyDocument: document({ Action: '*', Resource: '*' }),
    });
    expect(await refusalOf(proxy.send(command))).toMatchObject([
      'AccessDeniedException',
      403,
      expect.stringContaining('iam:PutRolePolicy'),
    ]);
    proxy.destroy();
  });

  it('need a trust policy that lets the service assume the role', async () => {
    const trust = (statement: object) =>
      iam.send(
        new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document(statement) }),
      );
    const assume = { Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };
    await trust({ ...assume, Principal: { Service: 'ec2.amazonaws.com' } });
    expect(await outcomeOf(stack)).toBe('AGENT_DEPENDENCY_FAILED');
    await trust(assume);
    expect(await outcomeOf(stack)).toBe('done');
    expect(await refusalOf(trust({ Action: 'sts:AssumeRole' }))).toEqual([
      'MalformedPolicyDocumentException',
      400,
      'Missing required field Principal',
    ]);
  });
});
