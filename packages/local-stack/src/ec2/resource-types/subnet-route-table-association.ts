import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';
import { identifyBy } from './identify-resource.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetroutetableassociation.html */
export const subnetRouteTableAssociation = resourceType('AWS::EC2::SubnetRouteTableAssociation', {
  properties: { RouteTableId: z.string(), SubnetId: z.string() },
  update: 'anything',
  identify: identifyBy('rtbassoc', 'Id'),
});
