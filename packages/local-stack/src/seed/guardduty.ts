import type { Action, Finding, Resource, Sequence } from '@aws-sdk/client-guardduty';
import { type GuardDutyEvent, guardDutyEvents } from './guardduty-events.ts';
import { attackerIp, leakedAccessKeyId, type Scene } from './scene.ts';
import type { SeededDetector } from './seeded-account.ts';

const detectorId = '6ab1c0de8f3e4d27a95b0c41e7d2f836';

/** The detector with GuardDuty's findings about the attack. */
export const seedGuardDuty = (scene: Scene): SeededDetector => ({
  id: detectorId,
  findings: guardDutyEvents.map((event, index) => guardDutyFinding(scene, event, index)),
});

const guardDutyFinding = (scene: Scene, event: GuardDutyEvent, index: number): Finding => {
  const id = `${(index + 16).toString(16)}c7d3f9e2b14a60857be2d3049af61c`;
  const first = scene.hoursAgo(event.firstHoursAgo).toISOString();
  const last = scene.hoursAgo(event.lastHoursAgo).toISOString();
  return {
    AccountId: scene.accountId,
    Arn: scene.regional('guardduty', `detector/${detectorId}/finding/${id}`),
    CreatedAt: first,
    Description: event.description,
    Id: id,
    Partition: scene.partition,
    Region: scene.region,
    Resource: affected(scene, event),
    SchemaVersion: '2.0',
    Service: {
      ServiceName: 'guardduty',
      DetectorId: detectorId,
      Archived: event.archived ?? false,
      Count: event.count,
      EventFirstSeen: first,
      EventLastSeen: last,
      ResourceRole: 'TARGET',
      ...(event.api && { Action: apiCall(event.api) }),
      ...(event.affects === 'sequence' && { Detection: { Sequence: sequence(scene, event, id) } }),
    },
    Severity: event.severity,
    Title: event.title,
    Type: event.type,
    UpdatedAt: last,
  };
};

const apiCall = ({ service, name }: NonNullable<GuardDutyEvent['api']>): Action => ({
  ActionType: 'AWS_API_CALL',
  AwsApiCallAction: {
    Api: name,
    CallerType: 'Remote IP',
    ServiceName: `${service}.amazonaws.com`,
    RemoteIpDetails: { IpAddressV4: attackerIp },
  },
});

const accessKey = {
  AccessKeyId: leakedAccessKeyId,
  PrincipalId: 'AIDACKCEVSQ6C2EXAMPLE',
  UserName: 'ci-deploy',
  UserType: 'IAMUser',
};

const affected = (scene: Scene, { affects }: GuardDutyEvent): Resource => {
  switch (affects) {
    case 'access-key':
      return { ResourceType: 'AccessKey', AccessKeyDetails: accessKey };
    case 'exports-bucket':
      return {
        ResourceType: 'S3Bucket',
        AccessKeyDetails: accessKey,
        S3BucketDetails: [
          {
            Arn: scene.exportsBucket,
            Name: 'customer-exports',
            Type: 'Destination',
            PublicAccess: { EffectivePermission: 'PUBLIC' },
          },
        ],
      };
    case 'bastion':
      return instance(scene.bastionId);
    case 'orders-host':
      return instance(scene.ordersHostId);
    case 'sequence':
      return { ResourceType: 'AttackSequence' };
  }
};

const instance = (InstanceId: string): Resource => ({
  ResourceType: 'Instance',
  InstanceDetails: { InstanceId, InstanceType: 't3.small', InstanceState: 'running' },
});

const sequence = (scene: Scene, event: GuardDutyEvent, id: string): Sequence => {
  const key = `${leakedAccessKeyId} (ci-deploy)`;
  const times = {
    CreatedAt: scene.hoursAgo(event.firstHoursAgo),
    UpdatedAt: scene.hoursAgo(event.lastHoursAgo),
    FirstSeenAt: scene.hoursAgo(event.firstHoursAgo),
    LastSeenAt: scene.hoursAgo(event.lastHoursAgo),
  };
  const bucket = {
    Uid: scene.exportsBucket,
    Name: 'customer-exports',
    AccountId: scene.accountId,
    ResourceType: 'S3_BUCKET' as const,
    Region: scene.region,
  };
  const credential = {
    Uid: key,
    Name: leakedAccessKeyId,
    AccountId: scene.accountId,
    ResourceType: 'ACCESS_KEY' as const,
    Region: scene.region,
  };
  return {
    Uid: id,
    Description: event.description,
    Resources: event.type.includes(':S3/') ? [bucket, credential] : [credential],
    Signals: (event.signals ?? []).map((name, index) => ({
      Uid: `${id}-${index + 1}`,
      Type: 'CLOUD_TRAIL' as const,
      Name: name,
      Count: 1,
      ...times,
    })),
  };
};
