import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-function.html */
export const edgeFunction = resourceType('AWS::CloudFront::Function', {
  properties: {},
  inert: ['AutoPublish', 'FunctionCode', 'FunctionConfig', 'FunctionMetadata', 'Name'],
  update: 'nothing',
  identify({ Name }, { account: { partition, accountId } }) {
    const arn = `arn:${partition}:cloudfront::${accountId}:function/${String(Name)}`;
    return { ref: arn, attributes: { FunctionARN: arn } };
  },
});
