import { physicalId } from '../../deployment/physical-id.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucket = resourceType('AWS::S3::Bucket', {
  properties: {},
  inert: [
    'AbacStatus',
    'AccelerateConfiguration',
    'AccessControl',
    'AnalyticsConfigurations',
    'BucketEncryption',
    'BucketName',
    'BucketNamePrefix',
    'BucketNamespace',
    'CorsConfiguration',
    'IntelligentTieringConfigurations',
    'InventoryConfigurations',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'MetadataConfiguration',
    'MetadataTableConfiguration',
    'MetricsConfigurations',
    'NotificationConfiguration',
    'ObjectLockConfiguration',
    'ObjectLockEnabled',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'ReplicationConfiguration',
    'VersioningConfiguration',
    'WebsiteConfiguration',
  ],
  update: 'nothing',
  identify(_properties, { logicalId, account }) {
    const ref = `${logicalId.toLowerCase()}-${physicalId(logicalId, 'lowerAlphanumeric', 12)}`;
    return {
      ref,
      attributes: {
        Arn: `arn:${account.partition}:s3:::${ref}`,
        RegionalDomainName: `${ref}.s3.${account.region}.amazonaws.com`,
      },
    };
  },
});
