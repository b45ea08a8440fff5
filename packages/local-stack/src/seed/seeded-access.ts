import type { FindingStatus, ResourceType } from '@aws-sdk/client-accessanalyzer';
import type { Scene } from './scene.ts';

/** Access that an analyzer found, and for how many hours it has existed. */
export type SeededAccess = {
  readonly analyzer: 'external' | 'unused';
  readonly findingType:
    | 'ExternalAccess'
    | 'UnusedIAMRole'
    | 'UnusedIAMUserAccessKey'
    | 'UnusedPermission';
  readonly resource: string;
  readonly resourceType: ResourceType;
  readonly sinceHours: number;
  readonly status?: FindingStatus;
  readonly principal?: 'everyone' | 'partner' | 'unknown';
  readonly actions?: readonly string[];
  readonly unusedServices?: readonly string[];
};

export const seededAccess = (scene: Scene): readonly SeededAccess[] => [
  ...attackersAccess(scene),
  ...partnersAccess(scene),
  ...unusedAccess(scene),
];

const attackersAccess = (scene: Scene): readonly SeededAccess[] => [
  {
    analyzer: 'external',
    findingType: 'ExternalAccess',
    resource: scene.exportsBucket,
    resourceType: 'AWS::S3::Bucket',
    sinceHours: 43,
    principal: 'everyone',
    actions: ['s3:GetObject', 's3:ListBucket'],
  },
  {
    analyzer: 'external',
    findingType: 'ExternalAccess',
    resource: scene.ordersSnapshot,
    resourceType: 'AWS::RDS::DBSnapshot',
    sinceHours: 620,
    principal: 'everyone',
    actions: ['rds:RestoreDBInstanceFromDBSnapshot'],
  },
  {
    analyzer: 'external',
    findingType: 'ExternalAccess',
    resource: scene.deployRole,
    resourceType: 'AWS::IAM::Role',
    sinceHours: 45,
    principal: 'unknown',
    actions: ['sts:AssumeRole'],
  },
  {
    analyzer: 'external',
    findingType: 'ExternalAccess',
    resource: scene.exportsKey,
    resourceType: 'AWS::KMS::Key',
    sinceHours: 45,
    principal: 'unknown',
    actions: ['kms:Decrypt', 'kms:DescribeKey'],
  },
];

const partnersAccess = (scene: Scene): readonly SeededAccess[] => [
  {
    analyzer: 'external',
    findingType: 'ExternalAccess',
    resource: scene.partnerRole,
    resourceType: 'AWS::IAM::Role',
    sinceHours: 720,
    principal: 'partner',
    actions: ['sts:AssumeRole'],
  },
  {
    analyzer: 'external',
    findingType: 'ExternalAccess',
    resource: scene.eventsQueue,
    resourceType: 'AWS::SQS::Queue',
    sinceHours: 1100,
    principal: 'partner',
    actions: ['sqs:SendMessage'],
  },
  {
    analyzer: 'external',
    findingType: 'ExternalAccess',
    resource: scene.artifactsBucket,
    resourceType: 'AWS::S3::Bucket',
    sinceHours: 2400,
    status: 'RESOLVED',
    principal: 'everyone',
    actions: ['s3:GetObject'],
  },
  {
    analyzer: 'external',
    findingType: 'ExternalAccess',
    resource: scene.partnerSecret,
    resourceType: 'AWS::SecretsManager::Secret',
    sinceHours: 900,
    status: 'ARCHIVED',
    principal: 'partner',
    actions: ['secretsmanager:GetSecretValue'],
  },
];

const unusedAccess = (scene: Scene): readonly SeededAccess[] => [
  {
    analyzer: 'unused',
    findingType: 'UnusedIAMRole',
    resource: scene.legacyRole,
    resourceType: 'AWS::IAM::Role',
    sinceHours: 1300,
  },
  {
    analyzer: 'unused',
    findingType: 'UnusedIAMUserAccessKey',
    resource: scene.formerUser,
    resourceType: 'AWS::IAM::User',
    sinceHours: 800,
  },
  {
    analyzer: 'unused',
    findingType: 'UnusedPermission',
    resource: scene.deployRole,
    resourceType: 'AWS::IAM::Role',
    sinceHours: 650,
    unusedServices: ['ec2', 'rds', 'dynamodb'],
  },
];
