/** What GuardDuty detected, in chronological order. Hours count back from now. */
export type GuardDutyEvent = {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  /** On GuardDuty's scale, 1.0 to 10.0. */
  readonly severity: number;
  readonly affects: 'access-key' | 'exports-bucket' | 'bastion' | 'orders-host' | 'sequence';
  readonly firstHoursAgo: number;
  readonly lastHoursAgo: number;
  readonly count: number;
  readonly api?: { readonly service: string; readonly name: string };
  /** Names of the signals in an attack sequence. */
  readonly signals?: readonly string[];
  readonly archived?: boolean;
};

export const guardDutyEvents: readonly GuardDutyEvent[] = [
  {
    type: 'PenTest:IAMUser/KaliLinux',
    title: 'The API ListUsers was invoked from a Kali Linux computer.',
    description:
      'The access key of the user ci-deploy was used from a computer that runs Kali Linux. This was the penetration test of the last quarter.',
    severity: 5,
    affects: 'access-key',
    firstHoursAgo: 2200,
    lastHoursAgo: 2190,
    count: 4,
    api: { service: 'iam', name: 'ListUsers' },
    archived: true,
  },
  {
    type: 'Recon:EC2/PortProbeUnprotectedPort',
    title: 'Port 22 of instance i-0b45710a4e6c9d2f1 is probed.',
    description:
      'Known malicious hosts probe the SSH port of the bastion, which no security group protects.',
    severity: 2,
    affects: 'bastion',
    firstHoursAgo: 210,
    lastHoursAgo: 2,
    count: 412,
  },
  {
    type: 'UnauthorizedAccess:EC2/SSHBruteForce',
    title: 'SSH brute-force attack against i-0b45710a4e6c9d2f1.',
    description: '198.51.100.23 is performing SSH brute-force attacks against the bastion.',
    severity: 2,
    affects: 'bastion',
    firstHoursAgo: 96,
    lastHoursAgo: 5,
    count: 87,
  },
  {
    type: 'UnauthorizedAccess:IAMUser/MaliciousIPCaller',
    title: 'The API GetCallerIdentity was invoked from a known malicious IP address.',
    description:
      'The access key of the build user ci-deploy, printed in a public build log, was used from 198.51.100.23.',
    severity: 5,
    affects: 'access-key',
    firstHoursAgo: 52,
    lastHoursAgo: 51,
    count: 3,
    api: { service: 'sts', name: 'GetCallerIdentity' },
  },
  {
    type: 'Recon:IAMUser/MaliciousIPCaller',
    title: 'Reconnaissance API ListRoles was invoked from a known malicious IP address.',
    description: 'ci-deploy listed users, roles and policies from 198.51.100.23.',
    severity: 5,
    affects: 'access-key',
    firstHoursAgo: 51,
    lastHoursAgo: 49,
    count: 36,
    api: { service: 'iam', name: 'ListRoles' },
  },
  {
    type: 'Discovery:S3/MaliciousIPCaller',
    title: 'The API ListBuckets was invoked from a known malicious IP address.',
    description: 'ci-deploy listed the buckets of the account and the objects of customer-exports.',
    severity: 8,
    affects: 'exports-bucket',
    firstHoursAgo: 50,
    lastHoursAgo: 47,
    count: 19,
    api: { service: 's3', name: 'ListBuckets' },
  },
  {
    type: 'PrivilegeEscalation:IAMUser/AnomalousBehavior',
    title: 'ci-deploy anomalously invoked AttachUserPolicy.',
    description:
      'ci-deploy attached AdministratorAccess to itself, which the permissions of deploy-admin allow it to do.',
    severity: 5,
    affects: 'access-key',
    firstHoursAgo: 46,
    lastHoursAgo: 46,
    count: 1,
    api: { service: 'iam', name: 'AttachUserPolicy' },
  },
  {
    type: 'Persistence:IAMUser/AnomalousBehavior',
    title: 'ci-deploy anomalously invoked CreateAccessKey.',
    description: 'ci-deploy created a second access key for the former user j.contractor.',
    severity: 5,
    affects: 'access-key',
    firstHoursAgo: 45,
    lastHoursAgo: 45,
    count: 1,
    api: { service: 'iam', name: 'CreateAccessKey' },
  },
  {
    type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    title: 'AWS CloudTrail trail organization-trail was disabled.',
    description: 'ci-deploy stopped logging of organization-trail for 40 minutes.',
    severity: 2,
    affects: 'access-key',
    firstHoursAgo: 44,
    lastHoursAgo: 44,
    count: 1,
    api: { service: 'cloudtrail', name: 'StopLogging' },
  },
  {
    type: 'Policy:S3/BucketBlockPublicAccessDisabled',
    title: 'Block Public Access was disabled for the bucket customer-exports.',
    description: 'ci-deploy removed all four Block Public Access settings of customer-exports.',
    severity: 2,
    affects: 'exports-bucket',
    firstHoursAgo: 43,
    lastHoursAgo: 43,
    count: 1,
    api: { service: 's3', name: 'DeleteBucketPublicAccessBlock' },
  },
  {
    type: 'Policy:S3/BucketAnonymousAccessGranted',
    title: 'The bucket customer-exports was made public.',
    description: 'The bucket policy of customer-exports now lets anyone on the internet read it.',
    severity: 8,
    affects: 'exports-bucket',
    firstHoursAgo: 43,
    lastHoursAgo: 43,
    count: 1,
    api: { service: 's3', name: 'PutBucketPolicy' },
  },
  {
    type: 'Exfiltration:S3/AnomalousBehavior',
    title: 'Unusual reads of objects in customer-exports.',
    description:
      'ci-deploy read 1,846 objects of customer-exports, more than in its whole history.',
    severity: 8,
    affects: 'exports-bucket',
    firstHoursAgo: 42,
    lastHoursAgo: 38,
    count: 1846,
    api: { service: 's3', name: 'GetObject' },
  },
  {
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    title: 'i-0a9d3c5e7f1b20468 queries a domain of cryptocurrency mining.',
    description: 'The host of the orders service queries the name of a mining pool.',
    severity: 8,
    affects: 'orders-host',
    firstHoursAgo: 30,
    lastHoursAgo: 1,
    count: 215,
  },
  {
    type: 'AttackSequence:S3/CompromisedData',
    title: 'Potential data compromise of customer-exports by the credentials of ci-deploy.',
    description:
      'Discovery, a public bucket policy and mass reads of customer-exports followed one another within 12 hours.',
    severity: 9.5,
    affects: 'sequence',
    firstHoursAgo: 50,
    lastHoursAgo: 38,
    count: 1,
    signals: [
      'Discovery:S3/MaliciousIPCaller',
      'Policy:S3/BucketAnonymousAccessGranted',
      'Exfiltration:S3/AnomalousBehavior',
    ],
  },
  {
    type: 'AttackSequence:IAM/CompromisedCredentials',
    title: 'Potential credential compromise of ci-deploy.',
    description:
      'The leaked access key of ci-deploy was used for reconnaissance, privilege escalation and persistence.',
    severity: 9.3,
    affects: 'sequence',
    firstHoursAgo: 52,
    lastHoursAgo: 44,
    count: 1,
    signals: [
      'Recon:IAMUser/MaliciousIPCaller',
      'PrivilegeEscalation:IAMUser/AnomalousBehavior',
      'Persistence:IAMUser/AnomalousBehavior',
    ],
  },
  {
    type: 'Behavior:EC2/NetworkPortUnusual',
    title: 'i-0a9d3c5e7f1b20468 talks to a remote host on an unusual port.',
    description: 'The host of the orders service used port 9443 once, for the new metrics agent.',
    severity: 5,
    affects: 'orders-host',
    firstHoursAgo: 400,
    lastHoursAgo: 396,
    count: 2,
    archived: true,
  },
];
