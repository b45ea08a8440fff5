import { physicalId } from '../../deployment/physical-id.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/**
 * The address table maps the distribution's host to the host of the page.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html
 */
export const distribution = resourceType('AWS::CloudFront::Distribution', {
  properties: {},
  inert: ['DistributionConfig'],
  update: 'nothing',
  identify(_properties, { logicalId }) {
    const id = `E${physicalId(logicalId, 'upperAlphanumeric', 13)}`;
    const host = `d${physicalId(`${logicalId}/`, 'lowerAlphanumeric', 13)}.cloudfront.net`;
    return { ref: id, attributes: { Id: id, DomainName: host } };
  },
});
