import * as z from 'zod/mini';
import { refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcgatewayattachment.html */
export const vpcGatewayAttachment = resourceType('AWS::EC2::VPCGatewayAttachment', {
  properties: {
    VpcId: z.string(),
    InternetGatewayId: z.optional(z.string()),
    VpnGatewayId: refused('networks outside of the template, to know what they reach'),
  },
  update: 'anything',
  identify: ({ VpcId }) => ({
    ref: `IGW|${String(VpcId)}`,
    attributes: { AttachmentType: 'IGW' },
  }),
});
