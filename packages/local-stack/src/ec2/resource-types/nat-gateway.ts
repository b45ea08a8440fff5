import * as z from 'zod/mini';
import { allInert, allRefused, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { identifyBy } from './identify-resource.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-natgateway.html */
export const natGateway = resourceType('AWS::EC2::NatGateway', {
  properties: {
    SubnetId: z.string(),
    ConnectivityType: z._default(z.enum(['public', 'private']), 'public'),
    AllocationId: z.optional(z.string()),
    ...allInert('more addresses of a NAT gateway change nothing about what it reaches', [
      'PrivateIpAddress',
      'SecondaryAllocationIds',
      'SecondaryPrivateIpAddressCount',
      'SecondaryPrivateIpAddresses',
    ]),
    MaxDrainDurationSeconds: inert('the local stack drains no connection'),
    AvailabilityMode: refused('regional NAT gateways', ['zonal']),
    ...allRefused('regional NAT gateways', ['AvailabilityZoneAddresses', 'VpcId']),
  },
  update: 'anything',
  identify: identifyBy('nat', 'NatGatewayId'),
});
