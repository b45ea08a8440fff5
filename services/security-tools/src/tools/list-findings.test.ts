import { afterEach, describe, expect, it } from '@jest/globals';
import { createToolCaller } from '../testing/call-tool.ts';
import { type FakeAws, type FakeRoute, startFakeAws } from '../testing/fake-aws.ts';
import {
  accessFinding,
  accessFindingId,
  analyzer,
  denied,
  enabledServices,
  guardDutyFinding,
  guardDutyId,
  inspectorFinding,
  securityHubFinding,
} from '../testing/fake-services.ts';

let aws: FakeAws;
afterEach(() => aws.close());

const list = async (toolArguments: object, routes: Readonly<Record<string, FakeRoute>> = {}) => {
  aws = await startFakeAws({ ...enabledServices(), ...routes });
  return createToolCaller(aws).call('list_findings', toolArguments);
};

const ids = (result: Record<string, unknown>) =>
  (result.findings as { id: string }[]).map(({ id }) => id);

const bodies = (route: string) => aws.to(route).map(({ body }) => body);

describe('list_findings', () => {
  it('lists the findings of all services in one shape, the most urgent first', async () => {
    const result = await list({});
    expect(result).toMatchObject({ ok: true, summary: '4 active findings.', total: 4, shown: 4 });
    expect(result.findings).toEqual([
      {
        id: guardDutyId('a'),
        service: 'guardduty',
        severity: 'CRITICAL',
        title: 'Credentials of ci-deploy are compromised.',
        resource: 'AKIAIOSFODNN7EXAMPLE (ci-deploy)',
        resourceType: 'access-key',
        account: '111122223333',
        region: 'us-east-1',
        updatedAt: '2026-11-21T00:00:00.000Z',
      },
      {
        id: 'arn:aws:inspector2:us-east-1:111122223333:finding/a1',
        service: 'inspector',
        severity: 'CRITICAL',
        title: 'CVE-2023-38408 - openssh-client',
        resource: 'i-0b45710a4e6c9d2f1',
        resourceType: 'ec2-instance',
        account: '111122223333',
        region: 'us-east-1',
        updatedAt: new Date(1_795_100_000_000).toISOString(),
      },
      expect.objectContaining({
        service: 'access-analyzer',
        severity: 'HIGH',
        title: 'Public access: S3 Bucket customer-exports',
        exposure: 'public',
      }),
      expect.objectContaining({
        service: 'security-hub',
        severity: 'HIGH',
        resourceType: 's3-bucket',
      }),
    ]);
  });

  it('asks Security Hub for active findings of its own standards only', async () => {
    await list({ service: 'security-hub', severity: 'CRITICAL', resource_type: 's3-bucket' });
    const equals = (...values: string[]) =>
      values.map((Value) => ({ Value, Comparison: 'EQUALS' }));
    expect(bodies('POST /findings')).toEqual([
      {
        Filters: {
          RecordState: equals('ACTIVE'),
          WorkflowStatus: equals('NEW', 'NOTIFIED'),
          ProductArn: equals('arn:aws:securityhub:us-east-1::product/aws/securityhub'),
          SeverityLabel: equals('CRITICAL'),
          ResourceType: equals('AwsS3Bucket'),
        },
        SortCriteria: [{ Field: 'SeverityNormalized', SortOrder: 'desc' }],
        MaxResults: 100,
      },
    ]);
  });

  it('asks GuardDuty for findings that are not archived, by severity', async () => {
    await list({ service: 'guardduty', severity: 'HIGH' });
    expect(bodies('POST /detector/d1/findings')).toMatchObject([
      {
        findingCriteria: {
          criterion: {
            'service.archived': { equals: ['false'] },
            severity: { greaterThanOrEqual: 7, lessThan: 9 },
          },
        },
      },
    ]);
  });

  it('asks Inspector and Access Analyzer for active findings', async () => {
    await list({});
    expect(bodies('POST /findings/list')).toMatchObject([
      { filterCriteria: { findingStatus: [{ value: 'ACTIVE', comparison: 'EQUALS' }] } },
    ]);
    expect(bodies('POST /findingv2')).toMatchObject([
      { filter: { status: { eq: ['ACTIVE'] } } },
      { filter: { status: { eq: ['ACTIVE'] }, isPublic: { eq: ['true'] } } },
    ]);
  });

  it('counts untriaged vulnerabilities as informational', async () => {
    const untriaged = inspectorFinding('u', { severity: 'UNTRIAGED' });
    const result = await list(
      { service: 'inspector', severity: 'INFORMATIONAL' },
      { 'POST /findings/list': () => ({ body: { findings: [untriaged] } }) },
    );
    expect(result).toMatchObject({ total: 1, findings: [{ severity: 'INFORMATIONAL' }] });
    expect(bodies('POST /findings/list')).toMatchObject([
      { filterCriteria: { severity: [{ value: 'INFORMATIONAL' }, { value: 'UNTRIAGED' }] } },
    ]);
  });

  it('leaves out controls that passed', async () => {
    const passed = securityHubFinding('S3.1', { Compliance: { Status: 'PASSED' } });
    const result = await list(
      { service: 'security-hub' },
      { 'POST /findings': () => ({ body: { Findings: [passed] } }) },
    );
    expect(result).toMatchObject({
      summary: 'No active findings with service security-hub.',
      total: 0,
    });
  });

  it('names an EC2 instance as the other services do', async () => {
    const instance = 'arn:aws:ec2:us-east-1:111122223333:instance/i-0b45710a4e6c9d2f1';
    const finding = securityHubFinding('EC2.8', {
      Resources: [{ Type: 'AwsEc2Instance', Id: instance }],
    });
    const result = await list(
      { resource_type: 'ec2-instance' },
      { 'POST /findings': () => ({ body: { Findings: [finding] } }) },
    );
    expect(result.findings).toMatchObject([
      { service: 'inspector', resource: 'i-0b45710a4e6c9d2f1' },
      { service: 'security-hub', resource: 'i-0b45710a4e6c9d2f1' },
    ]);
  });

  it.each([
    [9, 'CRITICAL'],
    [8.9, 'HIGH'],
    [7, 'HIGH'],
    [6.9, 'MEDIUM'],
    [4, 'MEDIUM'],
    [3.9, 'LOW'],
    [1, 'LOW'],
  ])('reads the GuardDuty severity %d as %s', async (severity, label) => {
    const finding = guardDutyFinding(guardDutyId('a'), { severity });
    const result = await list(
      { service: 'guardduty' },
      { 'POST /detector/d1/findings/get': () => ({ body: { findings: [finding] } }) },
    );
    expect(result).toMatchObject({ findings: [{ severity: label }] });
  });

  it('finds public access in every service', async () => {
    const reachable = inspectorFinding('net', {
      type: 'NETWORK_REACHABILITY',
      networkReachabilityDetails: {
        openPortRange: { begin: 22, end: 22 },
        protocol: 'TCP',
        networkPath: {
          steps: [{ componentId: 'igw-1', componentType: 'AWS::EC2::InternetGateway' }],
        },
      },
    });
    const peered = inspectorFinding('vpn', {
      networkReachabilityDetails: {
        openPortRange: { begin: 22, end: 22 },
        protocol: 'TCP',
        networkPath: { steps: [{ componentId: 'vgw-1', componentType: 'AWS::EC2::VPNGateway' }] },
      },
    });
    const policy = guardDutyFinding(guardDutyId('b'), {
      type: 'Policy:S3/BucketAnonymousAccessGranted',
      severity: 8,
    });
    const hub = [
      securityHubFinding('S3.8', {
        Title: 'S3 general purpose buckets should block public access',
      }),
      securityHubFinding('RDS.1', { Title: 'RDS snapshot should be private' }),
      securityHubFinding('ECR.1', { Title: 'ECR private repositories should have image scanning' }),
    ];
    const result = await list(
      { exposure: 'public' },
      {
        'POST /findings': () => ({ body: { Findings: hub } }),
        'POST /findings/list': () => ({ body: { findings: [reachable, peered] } }),
        'POST /detector/d1/findings/get': () => ({
          body: { findings: [policy, guardDutyFinding(guardDutyId('a'))] },
        }),
      },
    );
    expect(ids(result)).toEqual([
      'arn:aws:inspector2:us-east-1:111122223333:finding/net',
      accessFindingId('b'),
      guardDutyId('b'),
      expect.stringContaining('RDS.1'),
      expect.stringContaining('S3.8'),
    ]);
  });

  it('tells public from cross-account access, and reads one analyzer of a kind', async () => {
    const open = accessFinding(accessFindingId('1'));
    const shared = accessFinding(accessFindingId('2'), {
      resource: 'arn:aws:iam::111122223333:role/partner',
      resourceType: 'AWS::IAM::Role',
    });
    const unused = accessFinding(accessFindingId('3'), { findingType: 'UnusedIAMRole' });
    const result = await list(
      { service: 'access-analyzer' },
      {
        'GET /analyzer': () => ({
          body: {
            analyzers: [
              analyzer('organization', { type: 'ORGANIZATION' }),
              analyzer('account'),
              analyzer('unused', { type: 'ACCOUNT_UNUSED_ACCESS' }),
              analyzer('failed', { type: 'ACCOUNT_INTERNAL_ACCESS', status: 'FAILED' }),
            ],
          },
        }),
        'POST /findingv2': ({ body }) => {
          if (String(body.analyzerArn).endsWith('unused')) return { body: { findings: [unused] } };
          const isPublic = JSON.stringify(body.filter).includes('isPublic');
          return { body: { findings: isPublic ? [open] : [open, shared] } };
        },
      },
    );
    expect(result.findings).toMatchObject([
      { severity: 'HIGH', exposure: 'public' },
      { severity: 'MEDIUM', exposure: 'cross-account', resourceType: 'iam-role' },
      { severity: 'LOW', title: 'Unused role: S3 Bucket customer-exports' },
    ]);
    expect(new Set(bodies('POST /findingv2').map(({ analyzerArn }) => analyzerArn))).toEqual(
      new Set([analyzer('account').arn, analyzer('unused').arn]),
    );
  });

  it('follows pages, shows as many as asked for and says how many there are', async () => {
    const page = (from: number) =>
      Array.from({ length: 3 }, (_, index) => securityHubFinding(`C.${from + index}`));
    const result = await list(
      { service: 'security-hub', limit: 4 },
      {
        'POST /findings': ({ body }) =>
          body.NextToken === 'two'
            ? { body: { Findings: page(3), NextToken: '' } }
            : { body: { Findings: page(0), NextToken: 'two' } },
      },
    );
    expect(result).toMatchObject({
      summary: '6 active findings with service security-hub. The first 4 are listed.',
      total: 6,
      shown: 4,
      complete: true,
    });
    expect(ids(result)).toHaveLength(4);
  });

  it('stops at a bound when the pages never end', async () => {
    const result = await list(
      { service: 'security-hub' },
      {
        'POST /findings': () => ({
          body: { Findings: [securityHubFinding('S3.8')], NextToken: 'again' },
        }),
      },
    );
    expect(aws.to('POST /findings')).toHaveLength(20);
    expect(result).toMatchObject({
      complete: false,
      summary: expect.stringMatching(/^At least 20 /),
    });
  });

  it('stays within the size of an answer with the longest texts', async () => {
    const long = Array.from({ length: 60 }, (_, index) =>
      inspectorFinding(`${index}`, { title: '"ü\u{1f600}'.repeat(300) }),
    );
    const result = await list(
      { service: 'inspector', limit: 50 },
      { 'POST /findings/list': () => ({ body: { findings: long } }) },
    );
    expect(Buffer.byteLength(JSON.stringify(JSON.stringify(result)))).toBeLessThan(22_000);
    expect(JSON.stringify(result)).not.toMatch(/\\ud[89ab]/i);
    expect(result).toMatchObject({ total: 60 });
    expect(ids(result).length).toBeGreaterThan(5);
  });

  it('lists what the others report when one service is denied', async () => {
    const result = await list({}, { 'POST /findings': denied('securityhub:GetFindings') });
    expect(result).toMatchObject({
      summary: '3 active findings. Not included: Security Hub (access_denied).',
      complete: false,
    });
  });
});
