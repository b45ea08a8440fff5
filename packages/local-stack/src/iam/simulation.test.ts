import {
  type ContextEntry,
  IAMClient,
  SimulateCustomPolicyCommand,
  type SimulateCustomPolicyRequest,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { serveApi } from '../../testing/aws-service/run-service.ts';
import type { DeployedRole } from '../access/deployed-role.ts';
import { seededAccount } from '../account.ts';
import { iam } from './iam.ts';

const roleArn = 'arn:aws:iam::111122223333:role/reader';
const bucket = 'arn:aws:s3:::reports';
const object = `${bucket}/2026.csv`;
const fn = 'arn:aws:lambda:us-east-1:111122223333:function:proxy';
const foreign = 'arn:aws:lambda:us-east-1:444455556666:function:proxy';
const user = 'arn:aws:iam::111122223333:user/ana';

const role = (elements: Partial<DeployedRole> = {}): DeployedRole => ({
  arn: roleArn,
  name: 'reader',
  trustPolicy: { name: 'reader (trust policy)', document: { Statement: [] } },
  identityPolicies: [
    { name: 'Reader/read', document: { Statement: [allow(['s3:GetObject', 'lambda:*'])] } },
  ],
  permissionsBoundary: undefined,
  ...elements,
});

const bounded = role({
  arn: `${roleArn}-bounded`,
  name: 'reader-bounded',
  permissionsBoundary: { name: 'boundary', document: { Statement: [allow('lambda:*')] } },
});

const noEdits = (): never => {
  throw new Error('A simulation changes nothing.');
};

let fixture: EndpointFixture;
let client: IAMClient;

beforeAll(async () => {
  const state = {
    account: seededAccount,
    roles: () => [role(), bounded],
    edits: { template: noEdits, templateWithout: noEdits, deploy: noEdits },
  };
  fixture = await startEndpoint({
    statements: [allow('iam:Simulate*')],
    services: (parts) => [serveApi(iam, { state }, parts)],
  });
  client = new IAMClient(fixture.client);
});

afterAll(async () => {
  client.destroy();
  await fixture.server.close();
});

type Asked = Partial<SimulatePrincipalPolicyRequest>;

const ask = (asked: Asked) =>
  client.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: roleArn,
      ActionNames: ['s3:GetObject'],
      ...asked,
    }),
  );

const first = async (asked: Asked) => (await ask(asked)).EvaluationResults?.[0];
const decision = async (asked: Asked) => (await first(asked))?.EvalDecision;

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      ...statement,
    })),
  });

const deny = { Effect: 'Deny' };
const everyone = { Principal: '*' };

describe('SimulatePrincipalPolicy', () => {
  it('decides by the policies of the role', async () => {
    expect(await first({ ResourceArns: [object] })).toEqual({
      EvalActionName: 's3:GetObject',
      EvalResourceName: object,
      EvalDecision: 'allowed',
      MatchedStatements: [{ SourcePolicyId: 'read', SourcePolicyType: 'role' }],
      MissingContextValues: [],
      EvalDecisionDetails: {},
      ResourceSpecificResults: [
        {
          EvalResourceName: object,
          EvalResourceDecision: 'allowed',
          MatchedStatements: [{ SourcePolicyId: 'read', SourcePolicyType: 'role' }],
          MissingContextValues: [],
        },
      ],
    });
  });

  it('has no result for a resource unless the request names one', async () => {
    const result = await first({ ActionNames: ['s3:PutObject'] });
    expect(result).toEqual({
      EvalActionName: 's3:PutObject',
      EvalResourceName: '*',
      EvalDecision: 'implicitDeny',
      MatchedStatements: [],
      MissingContextValues: [],
    });
  });

  it('adds the policies of PolicyInputList', async () => {
    const asked = { ActionNames: ['s3:PutObject'], ResourceArns: [object] };
    expect(await decision(asked)).toBe('implicitDeny');
    expect(
      await first({ ...asked, PolicyInputList: [policy({ Action: 's3:*' }), policy({})] }),
    ).toMatchObject({
      EvalDecision: 'allowed',
      MatchedStatements: [
        { SourcePolicyId: 'PolicyInputList.1', SourcePolicyType: 'none' },
        { SourcePolicyId: 'PolicyInputList.2', SourcePolicyType: 'none' },
      ],
    });
    expect(await first({ PolicyInputList: [policy(deny)] })).toMatchObject({
      EvalDecision: 'explicitDeny',
      MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1' }],
    });
  });

  it('applies the boundary of the role, or the one of the request instead', async () => {
    const asked = { PolicySourceArn: bounded.arn };
    expect(await first(asked)).toMatchObject({
      EvalDecision: 'implicitDeny',
      MatchedStatements: [],
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
    expect(
      await first({ ...asked, PermissionsBoundaryPolicyInputList: [policy({ Action: 's3:*' })] }),
    ).toMatchObject({
      EvalDecision: 'allowed',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
    });
    expect(
      await first({ PermissionsBoundaryPolicyInputList: [policy({ Action: 'sqs:*' })] }),
    ).toMatchObject({ EvalDecision: 'implicitDeny' });
  });

  it('applies the context entries, and names the missing ones', async () => {
    const Condition = {
      StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
      Bool: { 'aws:SecureTransport': 'true' },
    };
    const PolicyInputList = [
      policy(
        { Action: 'sqs:*', Condition },
        { Action: 'sns:*', Condition: { Null: { 'sns:Protocol': 'false' } } },
        { Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:${aws:PrincipalTag/team}', Condition },
      ),
    ];
    const entries = (region: string): ContextEntry[] => [
      {
        ContextKeyName: 'AWS:requestedRegion',
        ContextKeyValues: [region],
        ContextKeyType: 'string',
      },
      {
        ContextKeyName: 'aws:SecureTransport',
        ContextKeyValues: ['true'],
        ContextKeyType: 'boolean',
      },
    ];
    const asked = { ActionNames: ['sqs:SendMessage'], PolicyInputList };
    expect(await first(asked)).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['aws:RequestedRegion', 'aws:SecureTransport', 'aws:PrincipalTag/team'],
    });
    const allowed = await first({ ...asked, ContextEntries: entries('eu-west-1') });
    expect(allowed).toMatchObject({
      EvalDecision: 'allowed',
      MissingContextValues: ['aws:PrincipalTag/team'],
    });
    expect(await decision({ ...asked, ContextEntries: entries('eu-west-2') })).toBe('implicitDeny');
  });

  it('denies several values without a set operator', async () => {
    const condition = (operator: string) =>
      policy({ Action: 'sqs:*', Condition: { [operator]: { 'aws:TagKeys': ['a', 'b'] } } });
    const asked = (operator: string) => ({
      ActionNames: ['sqs:SendMessage'],
      PolicyInputList: [condition(operator)],
      ContextEntries: [
        {
          ContextKeyName: 'aws:TagKeys',
          ContextKeyValues: ['a', 'b'],
          ContextKeyType: 'stringList' as const,
        },
      ],
    });
    expect(await decision(asked('StringEquals'))).toBe('implicitDeny');
    expect(await decision(asked('ForAllValues:StringEquals'))).toBe('allowed');
  });

  it('applies the resource policy to the caller', async () => {
    const asked = {
      ActionNames: ['sqs:SendMessage'],
      ResourceArns: ['arn:aws:sqs:us-east-1:111122223333:q'],
    };
    const granted = (AWS: string) => ({ ...asked, ResourcePolicy: policy({ Principal: { AWS } }) });
    expect(await first(granted(roleArn))).toMatchObject({
      EvalDecision: 'allowed',
      MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy', SourcePolicyType: 'resource' }],
      EvalDecisionDetails: {},
    });
    expect(await decision(granted(user))).toBe('implicitDeny');
    expect(await decision({ ...granted(user), CallerArn: user })).toBe('allowed');
    expect(
      await first({ ResourceArns: [object], ResourcePolicy: policy({ ...deny, ...everyone }) }),
    ).toMatchObject({
      EvalDecision: 'explicitDeny',
      MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy' }],
    });
  });

  it('requires both policies across accounts, and shows their decisions', async () => {
    const ResourcePolicy = policy({ Principal: { AWS: roleArn }, Action: 's3:*' });
    const across = { ResourceArns: [object], ResourceOwner: 'arn:aws:iam::444455556666:root' };
    expect(await first(across)).toMatchObject({
      EvalDecision: 'implicitDeny',
      EvalDecisionDetails: { 'IAM Policy': 'allowed', 'Resource Policy': 'implicitDeny' },
    });
    const details = { 'IAM Policy': 'allowed', 'Resource Policy': 'allowed' };
    expect(await first({ ...across, ResourcePolicy })).toMatchObject({
      EvalDecision: 'allowed',
      EvalDecisionDetails: details,
      ResourceSpecificResults: [{ EvalDecisionDetails: details }],
      MatchedStatements: [{ SourcePolicyId: 'read' }, { SourcePolicyId: 'ResourcePolicy' }],
    });
    expect(await first({ ...across, ResourcePolicy, ActionNames: ['s3:PutObject'] })).toMatchObject(
      {
        EvalDecision: 'implicitDeny',
        EvalDecisionDetails: { 'IAM Policy': 'implicitDeny', 'Resource Policy': 'allowed' },
      },
    );
  });

  it('reads the account of a resource in its ARN', async () => {
    const asked = { ActionNames: ['lambda:InvokeFunction'], ResourceOwner: '444455556666' };
    expect(await decision({ ...asked, ResourceArns: [fn] })).toBe('allowed');
    expect(await decision({ ...asked, ResourceArns: [foreign] })).toBe('implicitDeny');
  });

  it('returns the results in pages', async () => {
    const asked = {
      ActionNames: ['s3:GetObject', 's3:PutObject'],
      ResourceArns: [bucket, object],
      MaxItems: 3,
    };
    const page = await ask(asked);
    expect(page.IsTruncated).toBe(true);
    expect(page.EvaluationResults).toHaveLength(3);
    const rest = await ask({ ...asked, Marker: page.Marker });
    expect(rest.IsTruncated).toBe(false);
    expect(rest.EvaluationResults).toMatchObject([
      { EvalActionName: 's3:PutObject', EvalResourceName: object },
    ]);
    const other = ask({ ...asked, ResourceArns: [object], Marker: page.Marker });
    await expect(other).rejects.toMatchObject({ name: 'ValidationError' });
  });

  const ec2 = (...types: readonly string[]) => ({
    ResourceHandlingOption: 'EC2-VPC-EBS-Subnet',
    ResourceArns: types.map((type) => `arn:aws:ec2:us-east-1:111122223333:${type}/x-1`),
  });

  it('requires the resources of the scenario', async () => {
    const complete = ['instance', 'image', 'security-group', 'network-interface', 'subnet'];
    await expect(ask(ec2(...complete))).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: expect.stringMatching(/EC2-VPC-EBS-Subnet requires .*: volume\.$/),
    });
    expect((await ask(ec2(...complete, 'volume'))).EvaluationResults).toHaveLength(6);
  });

  const entry = (ContextKeyType: string, ...ContextKeyValues: string[]): Asked => ({
    ContextEntries: [
      { ContextKeyName: 'aws:Key', ContextKeyValues, ContextKeyType: ContextKeyType as 'string' },
    ],
  });

  it.each<[asked: Asked, message: string]>([
    [{ PolicyInputList: [policy()] }, 'Statement is empty.'],
    [{ PolicyInputList: ['{'] }, 'PolicyInputList.1 is not JSON.'],
    [{ PolicyInputList: [policy({}), '{}'] }, 'Policy PolicyInputList.2: Statement is missing'],
    [{ PolicyInputList: [policy(everyone)] }, 'should not specify a principal'],
    [{ PolicyInputList: [policy({ Resource: undefined })] }, 'must contain resources'],
    [{ PolicyInputList: [policy({ Sid: 'a'.repeat(131_072) })] }, 'can have 131072.'],
    [{ PermissionsBoundaryPolicyInputList: [policy({}), policy({})] }, 'can have only one'],
    [{ PermissionsBoundaryPolicyInputList: ['[]'] }, 'document is not an object'],
    [{ ResourceArns: [object], ResourcePolicy: policy({}) }, 'Missing required field Principal'],
    [{ ResourcePolicy: policy(everyone) }, '* does not clearly define entity type and name.'],
    [
      { ResourceArns: [object], ResourcePolicy: policy({ ...everyone, Resource: bucket }) },
      `ResourcePolicy is not applicable to ${object}.`,
    ],
    [{ ActionNames: ['GetObject'] }, 'ActionNames are not in a valid format: GetObject.'],
    [{ ActionNames: ['s3:Get*'] }, 'ActionNames are not in a valid format: s3:Get*.'],
    [{ ResourceArns: ['reports'] }, 'ResourceNames are not in a valid ARN format: reports.'],
    [{ ResourceOwner: '1234' }, "'1234' is not a valid as a Resource Owner."],
    [
      { CallerArn: 'arn:aws:sts::111122223333:assumed-role/reader/s' },
      'Caller must be an IAM user, role or group',
    ],
    [{ PolicySourceArn: fn }, `Invalid Entity Arn: ${fn} does not clearly define`],
    [{ ResourceHandlingOption: 'EC2-Classic' }, 'expected one of EC2-VPC-InstanceStore'],
    [{ ResourceHandlingOption: 'toString' }, 'expected one of EC2-VPC-InstanceStore'],
    [entry('boolean', 'yes'), '"yes" is not of the type boolean.'],
    [entry('numericList', '1', '1e3'), '"1e3" is not of the type numericList.'],
    [entry('ip', 'host'), '"host" is not of the type ip.'],
    [entry('date', 'now'), '"now" is not of the type date.'],
    [entry('binary', 'a'), '"a" is not of the type binary.'],
    [entry('string', 'a', 'b'), 'it has 2 values, expected one value.'],
    [entry('stringList'), 'it has 0 values, expected at least one value.'],
    [entry('text', 'a'), 'text is not a type of context keys.'],
    [{ ContextEntries: [{ ContextKeyName: 'Key', ContextKeyValues: ['a'] }] }, 'name: Key.'],
    [
      {
        ContextEntries: ['aws:Key', 'AWS:key'].map((ContextKeyName) => ({
          ContextKeyName,
          ContextKeyValues: ['a'],
        })),
      },
      'the key occurs twice.',
    ],
  ])('refuses %j', async (asked, message) => {
    await expect(ask(asked)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: expect.stringContaining(message),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([user, 'arn:aws:iam::111122223333:role/absent'])('does not find %s', async (arn) => {
    const name = arn.split('/')[1];
    await expect(ask({ PolicySourceArn: arn })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: expect.stringContaining(`with name ${name} cannot be found.`),
    });
  });

  it('refuses a member that it does not act on, by its name', async () => {
    const PolicyExclusionList = [{ PolicyType: 'inline' as const }];
    await expect(ask({ PolicyExclusionList })).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The local stack does not support PolicyExclusionList of SimulatePrincipalPolicy.',
    });
  });
});

describe('SimulateCustomPolicy', () => {
  const askCustom = async (asked: Partial<SimulateCustomPolicyRequest>) => {
    const command = new SimulateCustomPolicyCommand({
      PolicyInputList: [policy({ Action: 's3:*' })],
      ActionNames: ['s3:GetObject'],
      ...asked,
    });
    return (await client.send(command)).EvaluationResults?.[0];
  };

  it('decides by the policies of the request only', async () => {
    expect(await askCustom({})).toMatchObject({
      EvalDecision: 'allowed',
      MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.1', SourcePolicyType: 'none' }],
    });
    expect(await askCustom({ ActionNames: ['lambda:InvokeFunction'] })).toMatchObject({
      EvalDecision: 'implicitDeny',
    });
    expect(
      await askCustom({ PermissionsBoundaryPolicyInputList: [policy({ Action: 'sqs:*' })] }),
    ).toMatchObject({ EvalDecision: 'implicitDeny' });
  });

  it('requires a caller for a resource policy', async () => {
    const asked = { ResourceArns: [object], ResourcePolicy: policy({ ...deny, ...everyone }) };
    await expect(askCustom(asked)).rejects.toMatchObject({
      name: 'InvalidInputException',
      message: 'Invalid caller - Caller cannot be null or empty.',
    });
    expect(await askCustom({ ...asked, CallerArn: user })).toMatchObject({
      EvalDecision: 'explicitDeny',
    });
  });

  it('refuses service control policies', async () => {
    const OrderedOrganizationPolicyInputList = [{ ServiceControlPolicyInputList: [policy({})] }];
    await expect(askCustom({ OrderedOrganizationPolicyInputList })).rejects.toMatchObject({
      message: expect.stringContaining('OrderedOrganizationPolicy'),
    });
  });
});
