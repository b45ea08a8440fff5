import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { allRefused, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html */
export const vpc = resourceType('AWS::EC2::VPC', {
  properties: {
    CidrBlock: z.string(),
    EnableDnsSupport: z._default(z.boolean(), true),
    EnableDnsHostnames: z._default(z.boolean(), false),
    InstanceTenancy: refused('a VPC of shared hardware, the only kind that Lambda connects to', [
      'default',
    ]),
    ...allRefused('address pools (IPAM)', ['Ipv4IpamPoolId', 'Ipv4NetmaskLength']),
    VpcEncryptionControl: inert('a connection to AWS is encrypted, with or without this control'),
  },
  update: 'anything',
  identify({ CidrBlock }, { logicalId }) {
    const ref = `vpc-${physicalId(logicalId, 'hexadecimal', 17)}`;
    const DefaultSecurityGroup = defaultSecurityGroupOf(ref);
    return { ref, attributes: { VpcId: ref, CidrBlock: String(CidrBlock), DefaultSecurityGroup } };
  },
});

/** The id of the security group that every VPC has. */
export const defaultSecurityGroupOf = (vpcId: string): string =>
  `sg-${physicalId(`default group of ${vpcId}`, 'hexadecimal', 17)}`;
