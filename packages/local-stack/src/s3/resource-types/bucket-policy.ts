import * as z from 'zod/mini';
import { inert } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicy = resourceType('AWS::S3::BucketPolicy', {
  properties: {
    Bucket: inert('no operation of Amazon S3 is served, so the policy of a bucket decides nothing'),
    PolicyDocument: z.unknown(),
  },
  update: 'nothing',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
