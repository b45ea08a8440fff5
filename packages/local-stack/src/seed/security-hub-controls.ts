import type { Scene } from './scene.ts';
import type { FailedControl } from './security-hub-control.ts';
import { dataControls, settledControls } from './security-hub-data-controls.ts';

/** Failed controls of Security Hub's own standards, including settled findings. */
export const failedControls = (scene: Scene): readonly FailedControl[] => [
  ...exportsBucketControls(scene),
  ...bastionControls(scene),
  ...identityControls(scene),
  ...dataControls(scene),
  ...settledControls(scene),
];

const exportsBucketControls = ({ exportsBucket }: Scene): readonly FailedControl[] => {
  const bucket = { resourceType: 'AwsS3Bucket', resource: exportsBucket, lastHoursAgo: 6 };
  return [
    {
      ...bucket,
      id: 'S3.2',
      title: 'S3 general purpose buckets should block public read access',
      description: 'The bucket policy of customer-exports lets everyone read its objects.',
      remediation:
        'Remove the statement for everyone from the bucket policy and block public access.',
      severity: 'CRITICAL',
      firstHoursAgo: 42,
      requirements: ['PCI DSS v4.0.1/1.4.4', 'NIST.800-53.r5 AC-3(7)'],
    },
    {
      ...bucket,
      id: 'S3.8',
      title: 'S3 general purpose buckets should block public access',
      description:
        'Block Public Access is off for customer-exports since its settings were deleted.',
      remediation: 'Turn all four Block Public Access settings on for the bucket.',
      severity: 'HIGH',
      firstHoursAgo: 42,
      requirements: ['CIS AWS Foundations Benchmark v3.0.0/2.1.4'],
    },
    {
      ...bucket,
      id: 'S3.5',
      title: 'S3 general purpose buckets should require requests to use SSL',
      description:
        'The bucket policy of customer-exports does not refuse requests over plain HTTP.',
      remediation: 'Deny requests with aws:SecureTransport false in the bucket policy.',
      severity: 'MEDIUM',
      firstHoursAgo: 2100,
    },
    {
      ...bucket,
      id: 'S3.9',
      title: 'S3 general purpose buckets should have server access logging enabled',
      description: 'Reads of customer-exports leave no server access log.',
      remediation: 'Turn server access logging on, into audit-trail-logs.',
      severity: 'MEDIUM',
      firstHoursAgo: 2100,
    },
    {
      ...bucket,
      id: 'S3.13',
      title: 'S3 general purpose buckets should have Lifecycle configurations',
      description: 'Exports in customer-exports are never deleted.',
      remediation: 'Add a lifecycle rule that expires exports after 30 days.',
      severity: 'LOW',
      firstHoursAgo: 2100,
    },
  ];
};

const bastionControls = (scene: Scene): readonly FailedControl[] => {
  const instance = { resourceType: 'AwsEc2Instance', resource: scene.bastion, lastHoursAgo: 7 };
  return [
    {
      id: 'EC2.13',
      title: 'Security groups should not allow ingress from 0.0.0.0/0 or ::/0 to port 22',
      description: 'sg-0d5e8f21b7a9c4631 of the bastion lets the whole internet reach SSH.',
      remediation:
        'Limit the inbound rule for port 22 to the office network, or use Session Manager.',
      severity: 'HIGH',
      resourceType: 'AwsEc2SecurityGroup',
      resource: scene.bastionGroup,
      firstHoursAgo: 214,
      lastHoursAgo: 7,
      requirements: ['CIS AWS Foundations Benchmark v1.2.0/4.1', 'PCI DSS v3.2.1/1.2.1'],
      state: 'NOTIFIED',
    },
    {
      ...instance,
      id: 'EC2.9',
      title: 'Amazon EC2 instances should not have a public IPv4 address',
      description: 'The bastion i-0b45710a4e6c9d2f1 has a public address.',
      remediation: 'Move the bastion to a private subnet and reach it with Session Manager.',
      severity: 'HIGH',
      firstHoursAgo: 214,
    },
    {
      ...instance,
      id: 'EC2.8',
      title: 'EC2 instances should use Instance Metadata Service Version 2 (IMDSv2)',
      description: 'The bastion answers IMDSv1 requests, which a forged request can misuse.',
      remediation: 'Require IMDSv2 in the metadata options of the instance.',
      severity: 'HIGH',
      firstHoursAgo: 214,
    },
    {
      ...instance,
      id: 'SSM.1',
      title: 'Amazon EC2 instances should be managed by AWS Systems Manager',
      description: 'The bastion is not managed, so patches do not reach it.',
      remediation: 'Install the SSM agent and attach an instance profile for it.',
      severity: 'MEDIUM',
      firstHoursAgo: 214,
    },
  ];
};

const identityControls = (scene: Scene): readonly FailedControl[] => {
  const user = { resourceType: 'AwsIamUser', resource: scene.buildUser, lastHoursAgo: 8 };
  return [
    {
      id: 'IAM.6',
      title: 'Hardware MFA should be enabled for the root user',
      description: 'The root user of the account signs in without a hardware MFA device.',
      remediation: 'Register a hardware MFA device for the root user.',
      severity: 'CRITICAL',
      resourceType: 'AwsAccount',
      resource: `AWS::::Account:${scene.accountId}`,
      firstHoursAgo: 4300,
      lastHoursAgo: 8,
    },
    {
      ...user,
      id: 'IAM.3',
      title: "IAM users' access keys should be rotated every 90 days or less",
      description: 'The access key of ci-deploy is 412 days old.',
      remediation:
        'Replace the key with a role that the build assumes with OIDC, then delete the key.',
      severity: 'MEDIUM',
      firstHoursAgo: 7700,
    },
    {
      ...user,
      id: 'IAM.2',
      title: 'IAM users should not have IAM policies attached',
      description: 'AdministratorAccess is attached to ci-deploy directly.',
      remediation: 'Detach the policy; give permissions by group or role.',
      severity: 'LOW',
      firstHoursAgo: 46,
    },
    {
      id: 'IAM.8',
      title: 'Unused IAM user credentials should be removed',
      description: 'The user j.contractor has not signed in for 120 days and has a new access key.',
      remediation: 'Deactivate the credentials of the user and delete the user.',
      severity: 'MEDIUM',
      resourceType: 'AwsIamUser',
      resource: scene.formerUser,
      firstHoursAgo: 720,
      lastHoursAgo: 8,
      state: 'NOTIFIED',
    },
  ];
};
