import type { FakeRoute } from './fake-aws.ts';

export const securityHubFinding = (id: string, overrides: Record<string, unknown> = {}) => ({
  SchemaVersion: '2018-10-08',
  Id: `arn:aws:securityhub:us-east-1:111122223333:security-control/${id}/finding/0d9ad1f2`,
  ProductArn: 'arn:aws:securityhub:us-east-1::product/aws/securityhub',
  GeneratorId: `security-control/${id}`,
  AwsAccountId: '111122223333',
  Region: 'us-east-1',
  CreatedAt: '2026-11-01T00:00:00.000Z',
  UpdatedAt: '2026-11-20T00:00:00.000Z',
  Severity: { Label: 'HIGH', Normalized: 70 },
  Title: `Control ${id} failed`,
  Description: `What is wrong with ${id}.`,
  Remediation: {
    Recommendation: { Text: 'Follow the page.', Url: 'https://docs.aws.amazon.com/x' },
  },
  Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::customer-exports' }],
  Compliance: { Status: 'FAILED', SecurityControlId: id },
  Workflow: { Status: 'NEW' },
  RecordState: 'ACTIVE',
  ...overrides,
});

export const guardDutyId = (digit: string): string => digit.repeat(32);

export const guardDutyFinding = (id: string, overrides: Record<string, unknown> = {}) => ({
  accountId: '111122223333',
  arn: `arn:aws:guardduty:us-east-1:111122223333:detector/d1/finding/${id}`,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-21T00:00:00.000Z',
  description: 'The access key was used from a malicious address.',
  id,
  region: 'us-east-1',
  resource: {
    resourceType: 'AccessKey',
    accessKeyDetails: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName: 'ci-deploy' },
  },
  schemaVersion: '2.0',
  service: { archived: false, count: 3, eventLastSeen: '2026-11-21T00:00:00.000Z' },
  severity: 9.3,
  title: 'Credentials of ci-deploy are compromised.',
  type: 'Recon:IAMUser/MaliciousIPCaller',
  ...overrides,
});

export const inspectorFinding = (id: string, overrides: Record<string, unknown> = {}) => ({
  findingArn: `arn:aws:inspector2:us-east-1:111122223333:finding/${id}`,
  awsAccountId: '111122223333',
  type: 'PACKAGE_VULNERABILITY',
  description: 'A remote attacker can run code.',
  title: 'CVE-2023-38408 - openssh-client',
  severity: 'CRITICAL',
  firstObservedAt: 1_795_000_000,
  lastObservedAt: 1_795_100_000,
  status: 'ACTIVE',
  resources: [{ type: 'AWS_EC2_INSTANCE', id: 'i-0b45710a4e6c9d2f1', region: 'us-east-1' }],
  remediation: { recommendation: { text: 'None Provided' } },
  inspectorScore: 9.8,
  exploitAvailable: 'YES',
  packageVulnerabilityDetails: {
    vulnerabilityId: 'CVE-2023-38408',
    source: 'NVD',
    sourceUrl: 'https://nvd.nist.gov/vuln/detail/CVE-2023-38408',
    vulnerablePackages: [{ name: 'openssh-client', version: '8.9p1-3', fixedInVersion: '9.3p2' }],
  },
  ...overrides,
});

export const accessFindingId = (digit: string): string =>
  `${digit.repeat(8)}-1111-2222-3333-${digit.repeat(12)}`;

export const accessFinding = (id: string, overrides: Record<string, unknown> = {}) => ({
  id,
  resource: 'arn:aws:s3:::customer-exports',
  resourceType: 'AWS::S3::Bucket',
  resourceOwnerAccount: '111122223333',
  findingType: 'ExternalAccess',
  status: 'ACTIVE',
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-22T00:00:00Z',
  analyzedAt: '2026-11-22T00:00:00Z',
  ...overrides,
});

export const analyzer = (name: string, overrides: Record<string, unknown> = {}) => ({
  arn: `arn:aws:access-analyzer:us-east-1:111122223333:analyzer/${name}`,
  name,
  type: 'ACCOUNT',
  status: 'ACTIVE',
  createdAt: '2026-01-01T00:00:00Z',
  ...overrides,
});

/** Routes of an account in which every service is enabled and has one finding. */
export const enabledServices = (): Record<string, FakeRoute> => ({
  'POST /findings': () => ({ body: { Findings: [securityHubFinding('S3.8')] } }),
  'GET /detector': () => ({ body: { detectorIds: ['d1'] } }),
  'GET /detector/d1': () => ({ body: { status: 'ENABLED', serviceRole: 'r' } }),
  'POST /detector/d1/findings': () => ({ body: { findingIds: [guardDutyId('a')] } }),
  'POST /detector/d1/findings/get': () => ({
    body: { findings: [guardDutyFinding(guardDutyId('a'))] },
  }),
  'POST /status/batch/get': () => ({ body: inspectorStatus('ENABLED') }),
  'POST /findings/list': () => ({ body: { findings: [inspectorFinding('a1')] } }),
  'GET /analyzer': () => ({ body: { analyzers: [analyzer('account')] } }),
  'POST /findingv2': () => ({ body: { findings: [accessFinding(accessFindingId('b'))] } }),
  'GET /findingv2/': () => ({
    body: {
      ...accessFinding(accessFindingId('b')),
      findingDetails: [
        {
          externalAccessDetails: {
            isPublic: true,
            principal: { AWS: '*' },
            action: ['s3:GetObject'],
            condition: {},
          },
        },
      ],
    },
  }),
});

export const inspectorStatus = (status: string) => ({
  accounts: [
    {
      accountId: '111122223333',
      state: { status, errorCode: 'ALREADY_ENABLED', errorMessage: '' },
      resourceState: {},
    },
  ],
});

export const denied =
  (action: string): FakeRoute =>
  () => ({
    status: 403,
    error: 'AccessDeniedException',
    body: {
      message: `User: arn:aws:sts::111122223333:assumed-role/tools/s is not authorized to perform: ${action} on resource: *`,
    },
  });
