import type { Account } from '../account.ts';

/** Names, ARNs and times that the findings of all four services share. */
export type Scene = ReturnType<typeof createScene>;

/** The account of a partner that a role trusts, and an unknown account. */
export const partnerAccountId = '444455556666';
export const unknownAccountId = '777788889999';

/** Source address of the leaked key's use (RFC 5737, documentation range). */
export const attackerIp = '198.51.100.23';

/** The leaked access key: the example key of the AWS documentation. */
export const leakedAccessKeyId = 'AKIAIOSFODNN7EXAMPLE';

export const createScene = (account: Account, nowMs: number) => {
  const { partition, region, accountId } = account;
  const regional = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const iam = (resource: string) => `arn:${partition}:iam::${accountId}:${resource}`;
  const bucket = (name: string) => `arn:${partition}:s3:::${name}`;
  return {
    ...account,
    regional,
    /** The time this many hours ago. */
    hoursAgo: (hours: number) => new Date(nowMs - hours * 3_600_000),
    buildUser: iam('user/ci-deploy'),
    formerUser: iam('user/j.contractor'),
    deployRole: iam('role/deploy-admin'),
    partnerRole: iam('role/partner-reporting'),
    legacyRole: iam('role/legacy-batch'),
    exportsBucket: bucket('customer-exports'),
    artifactsBucket: bucket('ci-artifacts'),
    auditBucket: bucket('audit-trail-logs'),
    bastionId: 'i-0b45710a4e6c9d2f1',
    bastion: regional('ec2', 'instance/i-0b45710a4e6c9d2f1'),
    ordersHostId: 'i-0a9d3c5e7f1b20468',
    ordersHost: regional('ec2', 'instance/i-0a9d3c5e7f1b20468'),
    bastionGroup: regional('ec2', 'security-group/sg-0d5e8f21b7a9c4631'),
    exportFunction: regional('lambda', 'function:export-customers'),
    ordersDatabase: regional('rds', 'db:orders'),
    ordersSnapshot: regional('rds', 'snapshot:orders-before-migration'),
    ordersImage: regional('ecr', 'repository/orders-api'),
    exportsKey: regional('kms', 'key/5d1c7e0a-93b4-4f26-8a7d-2e6b90c4f318'),
    eventsQueue: regional('sqs', 'order-events'),
    partnerSecret: regional('secretsmanager', 'secret:partner/reporting-api-Xy7Zk2'),
    trail: regional('cloudtrail', 'trail/organization-trail'),
  };
};
