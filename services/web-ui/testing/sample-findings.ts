const region = 'eu-central-1';
const account = '111122223333';

type Seed = readonly [
  service: string,
  severity: string,
  title: string,
  resource: string,
  resourceType: string,
  updatedAt: string,
];

const seeds: readonly Seed[] = [
  [
    'guardduty',
    'CRITICAL',
    'Credentials of an EC2 instance role were used from outside AWS',
    `arn:aws:ec2:${region}:${account}:instance/i-0aa11bb22cc33dd44`,
    'ec2-instance',
    '2026-11-25T21:14:00Z',
  ],
  [
    'security-hub',
    'CRITICAL',
    'S3 general purpose bucket allows public read access',
    'arn:aws:s3:::payroll-exports',
    's3-bucket',
    '2026-11-24T08:02:00Z',
  ],
  [
    'inspector',
    'HIGH',
    'CVE-2026-31337 in openssl',
    `arn:aws:ec2:${region}:${account}:instance/i-0aa11bb22cc33dd44`,
    'ec2-instance',
    '2026-11-20T11:40:00Z',
  ],
  [
    'access-analyzer',
    'HIGH',
    'Role can be assumed from another account',
    `arn:aws:iam::${account}:role/partner-integration`,
    'iam-role',
    '2026-11-02T09:30:00Z',
  ],
  [
    'security-hub',
    'HIGH',
    'Security group lets 0.0.0.0/0 reach port 22',
    `arn:aws:ec2:${region}:${account}:security-group/sg-0f1e2d3c`,
    'security-group',
    '2026-10-12T16:00:00Z',
  ],
  [
    'inspector',
    'MEDIUM',
    'CVE-2026-20011 in libxml2',
    `arn:aws:ecr:${region}:${account}:repository/orders`,
    'container-image',
    '2026-09-28T05:12:00Z',
  ],
  [
    'security-hub',
    'MEDIUM',
    'CloudTrail log file validation is off',
    `arn:aws:cloudtrail:${region}:${account}:trail/main`,
    'other',
    '2026-08-19T10:00:00Z',
  ],
  [
    'security-hub',
    'LOW',
    'IAM user has an access key older than 90 days',
    `arn:aws:iam::${account}:user/build`,
    'iam-user',
    '2026-05-02T10:00:00Z',
  ],
];

export const sampleFindings = seeds.map(
  ([service, severity, title, resource, resourceType, updatedAt], index) => ({
    id: `arn:aws:${service}:${region}:${account}:finding/${String(index + 1).padStart(4, '0')}`,
    service,
    severity,
    title,
    resource,
    resourceType,
    account,
    region,
    updatedAt,
  }),
);

const counts = { critical: 2, high: 3, medium: 2, low: 1, informational: 0 };

export const sampleStatus = {
  ok: true,
  summary:
    '3 of 4 security services enabled and readable in eu-central-1 (Inspector: access_denied).',
  region,
  complete: false,
  services: [
    {
      service: 'security-hub',
      status: 'enabled',
      activeFindings: 4,
      critical: 1,
      high: 1,
      medium: 1,
      low: 1,
      informational: 0,
    },
    {
      service: 'guardduty',
      status: 'enabled',
      activeFindings: 1,
      critical: 1,
      high: 0,
      medium: 0,
      low: 0,
      informational: 0,
    },
    {
      service: 'inspector',
      status: 'access_denied',
      code: 'SERVICE_ACCESS_DENIED',
      message: 'The role of the tools is not allowed to call inspector2:ListFindings.',
    },
    {
      service: 'access-analyzer',
      status: 'disabled',
      code: 'SERVICE_DISABLED',
      message: 'There is no analyzer in this Region.',
    },
  ],
};

export const sampleSummary = {
  ok: true,
  summary: '8 active findings: 2 critical, 3 high, 2 medium, 1 low.',
  total: 8,
  complete: true,
  bySeverity: counts,
  byService: [
    {
      service: 'security-hub',
      status: 'enabled',
      total: 4,
      critical: 1,
      high: 1,
      medium: 1,
      low: 1,
      informational: 0,
    },
    {
      service: 'guardduty',
      status: 'enabled',
      total: 1,
      critical: 1,
      high: 0,
      medium: 0,
      low: 0,
      informational: 0,
    },
    {
      service: 'inspector',
      status: 'enabled',
      total: 2,
      critical: 0,
      high: 1,
      medium: 1,
      low: 0,
      informational: 0,
    },
    {
      service: 'access-analyzer',
      status: 'enabled',
      total: 1,
      critical: 0,
      high: 1,
      medium: 0,
      low: 0,
      informational: 0,
    },
  ],
  topResources: [
    {
      resource: sampleFindings[0]?.resource,
      resourceType: 'ec2-instance',
      worstSeverity: 'CRITICAL',
      findings: 2,
    },
    {
      resource: 'arn:aws:s3:::payroll-exports',
      resourceType: 's3-bucket',
      worstSeverity: 'CRITICAL',
      findings: 1,
    },
  ],
  mostUrgent: sampleFindings.slice(0, 5),
};

export const sampleList = {
  ok: true,
  summary: '8 active findings.',
  total: 8,
  shown: 8,
  complete: true,
  findings: sampleFindings,
  services: [],
};

export const sampleResources = {
  ok: true,
  summary: '1 S3 bucket with public access: payroll-exports.',
  total: 1,
  shown: 1,
  complete: true,
  resources: [
    {
      resource: 'arn:aws:s3:::payroll-exports',
      name: 'payroll-exports',
      resourceType: 's3-bucket',
      worstSeverity: 'CRITICAL',
      findings: 3,
      worstFinding: 'S3 buckets should block public read access',
      worstFindingId:
        'arn:aws:securityhub:eu-central-1:111122223333:security-control/S3.2/finding/1',
    },
  ],
  services: [],
};

export const samplePriorities = {
  ok: true,
  summary: 'Fix payroll-exports first: S3 buckets should block public read access.',
  total: 12,
  shown: 1,
  complete: true,
  priorities: [
    {
      rank: 1,
      resource: 'arn:aws:s3:::payroll-exports',
      name: 'payroll-exports',
      resourceType: 's3-bucket',
      severity: 'CRITICAL',
      finding: 'S3 buckets should block public read access',
      findingId: 'arn:aws:securityhub:eu-central-1:111122223333:security-control/S3.2/finding/1',
      reasons: 'rated critical; open to the public; 3 active findings',
    },
  ],
  services: [],
};

export const sampleGrants = {
  ok: true,
  summary: 'Everyone can use s3:GetObject on payroll-exports.',
  total: 1,
  shown: 1,
  complete: true,
  grants: [
    {
      resource: 'arn:aws:s3:::payroll-exports',
      principal: 'Everyone',
      actions: 's3:GetObject',
      condition: 'none',
      severity: 'HIGH',
      findingId: '10000000-0000-4000-8000-000000000000',
    },
  ],
  services: [],
};

export const sampleExplanation = {
  ok: true,
  summary: 'Security Hub finding, CRITICAL: S3 buckets should block public read access',
  finding: sampleFindings[0],
  state: 'NEW',
  problem: 'The bucket policy lets everyone read.',
  risk: 'Anyone on the internet can read the objects.',
  remediation: ['Turn on Block Public Access.', 'Remove the statement from the bucket policy.'],
  references: [
    'https://docs.aws.amazon.com/console/securityhub/S3.2/remediation',
    'javascript:alert(1)',
  ],
};
