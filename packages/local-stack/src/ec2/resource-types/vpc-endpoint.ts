import * as z from 'zod/mini';
import { allRefused, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { identifyBy } from './identify-resource.ts';

const strings = z._default(z.array(z.string()), []);
const everyone = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html */
export const vpcEndpoint = resourceType('AWS::EC2::VPCEndpoint', {
  properties: {
    VpcId: z.string(),
    ServiceName: z.string(),
    VpcEndpointType: z._default(z.enum(['Interface', 'Gateway']), 'Gateway'),
    PrivateDnsEnabled: z._default(z.boolean(), false),
    SubnetIds: strings,
    SecurityGroupIds: strings,
    RouteTableIds: strings,
    PolicyDocument: refused('policies of endpoints', [
      { Statement: [everyone] },
      { Version: '2012-10-17', Statement: [everyone] },
      { Version: '2008-10-17', Statement: [everyone] },
    ]),
    DnsOptions: refused('DNS rules of endpoints'),
    IpAddressType: refused('IPv6', ['ipv4', 'not-specified']),
    ServiceRegion: refused('services of another Region'),
    ...allRefused('VPC Lattice', ['ResourceConfigurationArn', 'ServiceNetworkArn']),
  },
  update: 'anything',
  identify: identifyBy('vpce', 'Id'),
});
