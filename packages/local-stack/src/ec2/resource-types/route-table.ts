import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';
import { identifyBy } from './identify-resource.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-routetable.html */
export const routeTable = resourceType('AWS::EC2::RouteTable', {
  properties: { VpcId: z.string() },
  update: 'anything',
  identify: identifyBy('rtb', 'RouteTableId'),
});
