import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { allInert, allRefused, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html */
export const subnet = resourceType('AWS::EC2::Subnet', {
  properties: {
    VpcId: z.string(),
    CidrBlock: z.string(),
    ...allInert('a subnet of any Availability Zone can route to every other one of its VPC', [
      'AvailabilityZone',
      'AvailabilityZoneId',
    ]),
    ...allInert('a function never has a public address, and no EC2 instance is served', [
      'MapPublicIpOnLaunch',
      'PrivateDnsNameOptionsOnLaunch',
      'EnableLniAtDeviceIndex',
    ]),
    ...allInert('a function sends no IPv6: its Ipv6AllowedForDualStack is refused', [
      'AssignIpv6AddressOnCreation',
      'Ipv6CidrBlock',
    ]),
    ...allRefused('subnets that have only IPv6', ['EnableDns64', 'Ipv6Native']),
    ...allRefused('address pools (IPAM)', [
      'Ipv4IpamPoolId',
      'Ipv4NetmaskLength',
      'Ipv6IpamPoolId',
      'Ipv6NetmaskLength',
    ]),
    OutpostArn: refused('AWS Outposts'),
  },
  update: 'anything',
  identify({ CidrBlock, VpcId, AvailabilityZone }, { logicalId, account }) {
    const ref = `subnet-${physicalId(logicalId, 'hexadecimal', 17)}`;
    return {
      ref,
      attributes: {
        SubnetId: ref,
        VpcId: String(VpcId),
        CidrBlock: String(CidrBlock),
        AvailabilityZone:
          typeof AvailabilityZone === 'string' ? AvailabilityZone : `${account.region}a`,
      },
    };
  },
});
