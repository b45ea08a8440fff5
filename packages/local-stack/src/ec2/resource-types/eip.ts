import { physicalId } from '../../deployment/physical-id.ts';
import { allInert, allRefused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html */
export const eip = resourceType('AWS::EC2::EIP', {
  properties: {
    ...allInert('only a NAT gateway uses the address, and any public address serves it', [
      'Address',
      'Domain',
      'IpamPoolId',
      'NetworkBorderGroup',
      'PublicIpv4Pool',
    ]),
    ...allRefused('EC2 instances, or addresses of another account', [
      'InstanceId',
      'TransferAddress',
    ]),
  },
  update: 'anything',
  identify(_properties, { logicalId }) {
    const [last = ''] = physicalId(logicalId, 'hexadecimal', 1);
    // An address of the range for documents (RFC 5737).
    const PublicIp = `203.0.113.${Number.parseInt(last, 16) + 1}`;
    const AllocationId = `eipalloc-${physicalId(logicalId, 'hexadecimal', 17)}`;
    return { ref: PublicIp, attributes: { PublicIp, AllocationId } };
  },
});
