import { physicalId } from '../../deployment/physical-id.ts';
import { inert } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { withoutCloudFront } from './without-cloudfront.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-responseheaderspolicy.html */
export const responseHeadersPolicy = resourceType('AWS::CloudFront::ResponseHeadersPolicy', {
  properties: { ResponseHeadersPolicyConfig: inert(withoutCloudFront) },
  update: 'nothing',
  identify(_properties, { logicalId }) {
    const id = physicalId(logicalId, 'lowerAlphanumeric', 32);
    return { ref: id, attributes: { Id: id } };
  },
});
