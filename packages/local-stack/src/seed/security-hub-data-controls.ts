import type { Scene } from './scene.ts';
import type { FailedControl } from './security-hub-control.ts';

/** Controls for databases, trails and secrets. */
export const dataControls = (scene: Scene): readonly FailedControl[] => [
  {
    id: 'RDS.1',
    title: 'RDS snapshot should be private',
    description: 'The snapshot orders-before-migration is public: any account can restore it.',
    remediation: 'Remove the attribute value "all" from the restore permissions of the snapshot.',
    severity: 'CRITICAL',
    resourceType: 'AwsRdsDbSnapshot',
    resource: scene.ordersSnapshot,
    firstHoursAgo: 620,
    lastHoursAgo: 9,
  },
  {
    id: 'RDS.3',
    title: 'RDS DB instances should have encryption at-rest enabled',
    description: 'The database orders is not encrypted at rest.',
    remediation: 'Restore an encrypted copy of a snapshot and switch to it.',
    severity: 'MEDIUM',
    resourceType: 'AwsRdsDbInstance',
    resource: scene.ordersDatabase,
    firstHoursAgo: 3600,
    lastHoursAgo: 9,
  },
  {
    id: 'CloudTrail.4',
    title: 'CloudTrail log file validation should be enabled',
    description: 'organization-trail writes no digests, so that deleted log files go unnoticed.',
    remediation: 'Turn log file validation on for the trail.',
    severity: 'LOW',
    resourceType: 'AwsCloudTrailTrail',
    resource: scene.trail,
    firstHoursAgo: 3600,
    lastHoursAgo: 9,
  },
  {
    id: 'SecretsManager.1',
    title: 'Secrets Manager secrets should have automatic rotation enabled',
    description: 'The secret partner/reporting-api is never rotated.',
    remediation: 'Configure a rotation function for the secret.',
    severity: 'MEDIUM',
    resourceType: 'AwsSecretsManagerSecret',
    resource: scene.partnerSecret,
    firstHoursAgo: 1500,
    lastHoursAgo: 9,
  },
];

/** Suppressed, resolved, archived or passed findings. None of them counts as active. */
export const settledControls = (scene: Scene): readonly FailedControl[] => {
  const bucket = { resourceType: 'AwsS3Bucket', severity: 'MEDIUM' as const, lastHoursAgo: 9 };
  return [
    {
      ...bucket,
      id: 'S3.11',
      title: 'S3 general purpose buckets should have event notifications enabled',
      description: 'No consumer needs events of ci-artifacts.',
      remediation: 'None: an accepted deviation.',
      resource: scene.artifactsBucket,
      firstHoursAgo: 2100,
      state: 'SUPPRESSED',
    },
    {
      ...bucket,
      id: 'S3.8',
      title: 'S3 general purpose buckets should block public access',
      description: 'Block Public Access was off for ci-artifacts until the last quarter.',
      remediation: 'Turn all four Block Public Access settings on for the bucket.',
      severity: 'HIGH',
      resource: scene.artifactsBucket,
      firstHoursAgo: 4000,
      lastHoursAgo: 2400,
      state: 'RESOLVED',
    },
    {
      ...bucket,
      id: 'S3.8',
      title: 'S3 general purpose buckets should block public access',
      description: 'Block Public Access is on for audit-trail-logs.',
      remediation: 'None.',
      severity: 'INFORMATIONAL',
      resource: scene.auditBucket,
      firstHoursAgo: 4000,
      state: 'PASSED',
    },
    {
      id: 'EC2.2',
      title: 'VPC default security groups should not allow inbound or outbound traffic',
      description: 'The group belonged to a VPC that is deleted.',
      remediation: 'None: the resource is gone.',
      severity: 'HIGH',
      resourceType: 'AwsEc2SecurityGroup',
      resource: scene.regional('ec2', 'security-group/sg-0aa11bb22cc33dd44'),
      firstHoursAgo: 5000,
      lastHoursAgo: 3000,
      state: 'ARCHIVED',
    },
  ];
};
