import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicy = resourceType('AWS::S3::BucketPolicy', {
  properties: {},
  inert: ['Bucket', 'PolicyDocument'],
  update: 'nothing',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
