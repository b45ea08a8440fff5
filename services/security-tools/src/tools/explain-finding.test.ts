import { afterEach, describe, expect, it } from '@jest/globals';
import { createToolCaller } from '../../testing/call-tool.ts';
import { type FakeAws, type FakeRoute, startFakeAws } from '../../testing/fake-aws.ts';
import {
  accessFindingId,
  analyzer,
  denied,
  enabledServices,
  guardDutyFinding,
  guardDutyId,
} from '../../testing/fake-services.ts';

let aws: FakeAws;
afterEach(() => aws.close());

const explain = async (finding_id: string, routes: Readonly<Record<string, FakeRoute>> = {}) => {
  aws = await startFakeAws({ ...enabledServices(), ...routes });
  return createToolCaller(aws).call('explain_finding', { finding_id });
};

const hubId = 'arn:aws:securityhub:us-east-1:111122223333:security-control/S3.8/finding/0d9ad1f2';
const inspectorId = 'arn:aws:inspector2:us-east-1:111122223333:finding/a1';
const none =
  (body: object): FakeRoute =>
  () => ({ body });

describe('explain_finding', () => {
  it('explains a Security Hub finding with its own remediation', async () => {
    expect(await explain(hubId)).toMatchObject({
      ok: true,
      summary: 'Security Hub finding, HIGH: Control S3.8 failed',
      state: 'NEW',
      problem: 'What is wrong with S3.8.',
      risk: 'Security Hub rates a failure of the control S3.8 HIGH.',
      remediation: ['Follow the page.'],
      references: ['https://docs.aws.amazon.com/x'],
    });
    expect(aws.to('POST /findings')[0]?.body).toMatchObject({
      Filters: { Id: [{ Value: hubId, Comparison: 'EQUALS' }] },
    });
  });

  it.each([
    guardDutyId('a'),
    `arn:aws:guardduty:us-east-1:111122223333:detector/d1/finding/${guardDutyId('a')}`,
    `  ${guardDutyId('a')} `,
  ])('explains the GuardDuty finding %s', async (id) => {
    expect(await explain(id)).toMatchObject({
      ok: true,
      state: 'ACTIVE',
      problem: 'The access key was used from a malicious address.',
      risk: 'Someone is scanning the account for vulnerabilities. It was seen 3 times, last at 2026-11-21T00:00:00.000Z.',
      remediation: expect.arrayContaining([expect.stringContaining('Deactivate the access key')]),
    });
    expect(aws.to('POST /detector/d1/findings/get')[0]?.body).toEqual({
      findingIds: [guardDutyId('a')],
    });
  });

  it('explains an archived finding with its state', async () => {
    const archived = guardDutyFinding(guardDutyId('a'), { service: { archived: true } });
    expect(
      await explain(guardDutyId('a'), {
        'POST /detector/d1/findings/get': none({ findings: [archived] }),
      }),
    ).toMatchObject({ ok: true, state: 'ARCHIVED' });
  });

  it('names the resource of an attack sequence', async () => {
    const sequence = guardDutyFinding(guardDutyId('a'), {
      type: 'AttackSequence:S3/CompromisedData',
      resource: { resourceType: 'AttackSequence' },
      service: {
        detection: {
          sequence: {
            uid: 's',
            description: 'd',
            signals: [],
            resources: [{ uid: 'arn:aws:s3:::customer-exports', resourceType: 'S3_BUCKET' }],
          },
        },
      },
    });
    expect(
      await explain(guardDutyId('a'), {
        'POST /detector/d1/findings/get': none({ findings: [sequence] }),
      }),
    ).toMatchObject({
      finding: { resource: 'arn:aws:s3:::customer-exports', resourceType: 's3-bucket' },
    });
  });

  it('explains an Inspector finding with the version that fixes it', async () => {
    expect(await explain(inspectorId)).toMatchObject({
      ok: true,
      risk: 'Inspector scores it 9.8 out of 10. An exploit is known.',
      remediation: ['Update openssh-client 8.9p1-3 to 9.3p2.'],
      references: ['https://nvd.nist.gov/vuln/detail/CVE-2023-38408'],
    });
  });

  it('explains public access of Access Analyzer', async () => {
    expect(await explain(accessFindingId('b'))).toMatchObject({
      ok: true,
      finding: { severity: 'HIGH', exposure: 'public' },
      problem:
        'Public access: S3 Bucket customer-exports. Everyone is allowed to use s3:GetObject without a condition.',
      remediation: [expect.stringContaining('Block Public Access'), expect.any(String)],
    });
  });

  it('calls the next analyzer if the first does not have the finding', async () => {
    const result = await explain(accessFindingId('b'), {
      'GET /analyzer': none({
        analyzers: [analyzer('account'), analyzer('unused', { type: 'ACCOUNT_UNUSED_ACCESS' })],
      }),
      'GET /findingv2/': ({ query }) =>
        query.get('analyzerArn')?.endsWith('unused')
          ? (enabledServices()['GET /findingv2/'] as FakeRoute)({ route: '', query, body: {} })
          : { status: 404, error: 'ResourceNotFoundException', body: { message: 'no' } },
    });
    expect(result).toMatchObject({ ok: true });
  });

  it.each([
    ['Security Hub', hubId, { 'POST /findings': none({ Findings: [] }) }],
    ['GuardDuty', guardDutyId('c'), { 'POST /detector/d1/findings/get': none({ findings: [] }) }],
    [
      'GuardDuty, which refuses the id',
      guardDutyId('c'),
      {
        'POST /detector/d1/findings/get': () => ({
          status: 400,
          error: 'BadRequestException',
          body: { message: 'no' },
        }),
      },
    ],
    [
      'GuardDuty without a detector',
      guardDutyId('c'),
      { 'GET /detector': none({ detectorIds: [] }) },
    ],
    ['Inspector', inspectorId, { 'POST /findings/list': none({ findings: [] }) }],
    [
      'Access Analyzer',
      accessFindingId('d'),
      {
        'GET /findingv2/': () => ({
          status: 404,
          error: 'ResourceNotFoundException',
          body: { message: 'no' },
        }),
      },
    ],
  ] as [string, string, Record<string, FakeRoute>][])(
    'says FINDING_NOT_FOUND for an id unknown to %s',
    async (_, id, routes) => {
      expect(await explain(id, routes)).toMatchObject({
        ok: false,
        error: { code: 'FINDING_NOT_FOUND' },
      });
    },
  );

  it.each([
    'S3.8',
    'arn:aws:s3:::customer-exports',
    'arn:aws:constructor:us-east-1:111122223333:finding/x',
    'arn:aws:securityhub:us-east-1:111122223333:hub/default',
    'arn:aws:guardduty:us-east-1:111122223333:detector/d1',
    'A'.repeat(512),
  ])('returns FINDING_ID_NOT_RECOGNISED for %.40s', async (id) => {
    const result = await explain(id);
    expect(result).toMatchObject({ ok: false, error: { code: 'FINDING_ID_NOT_RECOGNISED' } });
    expect(aws.requests).toHaveLength(0);
  });

  it.each(['', 'A'.repeat(513)])('refuses an id that is too short or too long', async (id) => {
    expect(await explain(id)).toMatchObject({ ok: false, error: { code: 'INVALID_ARGUMENTS' } });
  });

  it('returns FINDING_IN_OTHER_REGION for a finding in another Region', async () => {
    expect(await explain(hubId.replace('us-east-1', 'eu-west-1'))).toEqual({
      ok: false,
      error: {
        code: 'FINDING_IN_OTHER_REGION',
        message: 'The finding is in eu-west-1. The tools read only us-east-1.',
      },
    });
  });

  it.each([
    [denied('securityhub:GetFindings'), 'SERVICE_ACCESS_DENIED'],
    [() => ({ status: 500, error: 'InternalException' }), 'SERVICE_UNAVAILABLE'],
  ] as [FakeRoute, string][])('passes on why the service did not answer', async (route, code) => {
    expect(await explain(hubId, { 'POST /findings': route })).toMatchObject({
      ok: false,
      error: { code },
    });
  });
});
