import { describe, expect, it } from '@jest/globals';
import {
  denied,
  guardDutyFinding,
  guardDutyId,
  inspectorFinding,
  securityHubFinding,
} from '../../testing/fake-services.ts';
import { ids, useListFindings } from '../../testing/list-findings-caller.ts';

const { list, bodies, to } = useListFindings();

describe('list_findings', () => {
  it('lists the findings of all services in one format, the most urgent first', async () => {
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
        firstSeenAt: '2026-11-01T00:00:00.000Z',
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
        firstSeenAt: new Date(1_795_000_000_000).toISOString(),
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

  it('requests only active findings of the Security Hub standards from Security Hub', async () => {
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

  it('requests findings that are not archived from GuardDuty, by severity', async () => {
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

  it('requests active findings from Inspector and Access Analyzer', async () => {
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

  it('omits controls that passed', async () => {
    const passed = securityHubFinding('S3.1', { Compliance: { Status: 'PASSED' } });
    const result = await list(
      { service: 'security-hub' },
      { 'POST /findings': () => ({ body: { Findings: [passed] } }) },
    );
    expect(result).toMatchObject({
      summary: 'No active findings in Security Hub.',
      total: 0,
    });
  });

  it('identifies an EC2 instance by its id, like the other services', async () => {
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

  it.each([
    ['CRITICAL', [9, undefined]],
    ['HIGH,CRITICAL', [7, undefined]],
    ['HIGH, MEDIUM,LOW,INFORMATIONAL', [undefined, 9]],
    ['INFORMATIONAL', [undefined, 1]],
    ['CRITICAL,LOW', [1, undefined]],
  ])('requests the range of %s from GuardDuty', async (severity, [from, below]) => {
    await list({ service: 'guardduty', severity });
    expect(bodies('POST /detector/d1/findings')).toMatchObject([
      {
        findingCriteria: {
          criterion: {
            severity: {
              ...(from && { greaterThanOrEqual: from }),
              ...(below && { lessThan: below }),
            },
          },
        },
      },
    ]);
  });

  it('lists only the severities asked for, also inside of a range', async () => {
    const findings = [9.3, 8, 5, 2].map((severity, index) =>
      guardDutyFinding(guardDutyId(`${index}`), { severity }),
    );
    const result = await list(
      { service: 'guardduty', severity: 'CRITICAL,LOW' },
      { 'POST /detector/d1/findings/get': () => ({ body: { findings } }) },
    );
    expect(result).toMatchObject({
      summary: '2 active critical and low findings in GuardDuty.',
      findings: [{ severity: 'CRITICAL' }, { severity: 'LOW' }],
    });
  });

  it.each([
    [{ severity: 'HIGH,MEDIUM,LOW,INFORMATIONAL' }, '2 active findings that are not critical.'],
    [
      { resource_type: 's3-bucket', exposure: 'public' },
      '1 active finding about S3 buckets with public access.',
    ],
    [{ service: 'inspector,guardduty' }, '2 active findings in GuardDuty and Inspector.'],
  ])('summarizes %j in words', async (values, summary) => {
    expect(await list(values)).toMatchObject({ summary });
  });

  it.each(['', 'HIGH,', 'high', 'HIGH,,LOW', 'HIGH LOW', 'HIGH,HUGE', ' HIGH'])(
    'refuses the severity %j',
    async (severity) => {
      expect(await list({ severity })).toMatchObject({
        ok: false,
        error: { code: 'INVALID_ARGUMENTS', message: expect.stringContaining('severity') },
      });
    },
  );

  it('follows pages, lists the requested number and states the total', async () => {
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
      summary: '6 active findings in Security Hub. The first 4 are listed.',
      total: 6,
      shown: 4,
      complete: true,
    });
    expect(ids(result)).toHaveLength(4);
  });

  it('stops at a limit if the pages never end', async () => {
    const result = await list(
      { service: 'security-hub' },
      {
        'POST /findings': () => ({
          body: { Findings: [securityHubFinding('S3.8')], NextToken: 'again' },
        }),
      },
    );
    expect(to('POST /findings')).toHaveLength(20);
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

  it('lists the findings of the other services if one is denied', async () => {
    const result = await list({}, { 'POST /findings': denied('securityhub:GetFindings') });
    expect(result).toMatchObject({
      summary: '3 active findings. Not included: Security Hub (access_denied).',
      complete: false,
    });
  });
});
