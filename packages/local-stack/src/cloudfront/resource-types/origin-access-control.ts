import { physicalId } from '../../deployment/physical-id.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-originaccesscontrol.html */
export const originAccessControl = resourceType('AWS::CloudFront::OriginAccessControl', {
  properties: {},
  inert: ['OriginAccessControlConfig'],
  update: 'nothing',
  identify(_properties, { logicalId }) {
    const id = `E${physicalId(logicalId, 'upperAlphanumeric', 13)}`;
    return { ref: id, attributes: { Id: id } };
  },
});
