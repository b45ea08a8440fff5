import * as z from 'zod/mini';
import { allInert } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { withoutCloudFront } from './without-cloudfront.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html */
export const edgeFunction = resourceType('AWS::CloudFront::Function', {
  properties: {
    Name: z.string(),
    ...allInert(withoutCloudFront, [
      'AutoPublish',
      'FunctionCode',
      'FunctionConfig',
      'FunctionMetadata',
    ]),
  },
  update: 'nothing',
  identify({ Name }, { account: { partition, accountId } }) {
    const arn = `arn:${partition}:cloudfront::${accountId}:function/${String(Name)}`;
    return { ref: arn, attributes: { FunctionARN: arn } };
  },
});
