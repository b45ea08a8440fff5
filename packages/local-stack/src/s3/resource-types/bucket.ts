import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { allInert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucket = resourceType('AWS::S3::Bucket', {
  properties: {
    ...allInert('no operation of Amazon S3 is served, so no object is written or read', [
      'AbacStatus',
      'AccelerateConfiguration',
      'AccessControl',
      'AnalyticsConfigurations',
      'BucketEncryption',
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
      'ObjectLockConfiguration',
      'ObjectLockEnabled',
      'OwnershipControls',
      'PublicAccessBlockConfiguration',
      'VersioningConfiguration',
    ]),
    BucketName: z.optional(z.string()),
    NotificationConfiguration: refused('objects whose creation invokes a function'),
    ReplicationConfiguration: refused('objects in Amazon S3'),
    WebsiteConfiguration: refused('websites of Amazon S3'),
  },
  update: 'nothing',
  identify({ BucketName }, { logicalId, account }) {
    const generated = `${logicalId.toLowerCase()}-${physicalId(logicalId, 'lowerAlphanumeric', 12)}`;
    const ref = typeof BucketName === 'string' ? BucketName : generated;
    return {
      ref,
      attributes: {
        Arn: `arn:${account.partition}:s3:::${ref}`,
        RegionalDomainName: `${ref}.s3.${account.region}.amazonaws.com`,
      },
    };
  },
});
