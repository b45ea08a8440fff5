import { physicalId } from '../../deployment/physical-id.ts';
import { inert } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { withoutCloudFront } from './without-cloudfront.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html */
export const originAccessControl = resourceType('AWS::CloudFront::OriginAccessControl', {
  properties: { OriginAccessControlConfig: inert(withoutCloudFront) },
  update: 'nothing',
  identify(_properties, { logicalId }) {
    const id = `E${physicalId(logicalId, 'upperAlphanumeric', 13)}`;
    return { ref: id, attributes: { Id: id } };
  },
});
