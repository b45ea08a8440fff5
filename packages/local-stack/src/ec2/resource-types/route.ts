import * as z from 'zod/mini';
import { allRefused, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

const noIpv6 = 'a function sends no IPv6: its Ipv6AllowedForDualStack is refused';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html */
export const route = resourceType('AWS::EC2::Route', {
  properties: {
    RouteTableId: z.string(),
    DestinationCidrBlock: z.optional(z.string()),
    GatewayId: z.optional(z.string()),
    NatGatewayId: z.optional(z.string()),
    DestinationIpv6CidrBlock: inert(noIpv6),
    EgressOnlyInternetGatewayId: inert(noIpv6),
    ...allRefused('networks outside of the template, to know what they reach', [
      'CoreNetworkArn',
      'OdbNetworkArn',
      'TransitGatewayId',
      'VpcPeeringConnectionId',
    ]),
    ...allRefused('EC2 instances and network interfaces', ['InstanceId', 'NetworkInterfaceId']),
    ...allRefused('gateways outside of a Region', ['CarrierGatewayId', 'LocalGatewayId']),
    DestinationPrefixListId: refused('the addresses of prefix lists'),
    VpcEndpointId: refused('load balancers'),
  },
  update: 'anything',
  identify({ RouteTableId, DestinationCidrBlock }, { logicalId }) {
    const CidrBlock = typeof DestinationCidrBlock === 'string' ? DestinationCidrBlock : '';
    return { ref: `${String(RouteTableId)}|${CidrBlock || logicalId}`, attributes: { CidrBlock } };
  },
});
