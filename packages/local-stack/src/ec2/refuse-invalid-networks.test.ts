import { describe, expect, it } from '@jest/globals';
import { deployModel } from '../../testing/deployment/deploy-model.ts';
import {
  changed,
  endpointOf,
  https,
  isolatedNetwork,
  networkWithNat,
  resource,
} from '../../testing/ec2/networks.ts';
import type { Template } from '../template/template.ts';
import { ec2 } from './ec2.ts';

type Resources = Template['Resources'];

describe('a network', () => {
  const withSecondNetwork = {
    ...networkWithNat(),
    Vpc2: resource('VPC', { CidrBlock: '10.9.0.0/16' }),
    Table2: resource('RouteTable', { VpcId: { Ref: 'Vpc2' } }),
  };

  const secrets = endpointOf('secretsmanager');
  const route = 'PrivateTableDefault';
  it.each<[string, Resources, RegExp]>([
    [
      'malformed addresses of a VPC',
      changed(networkWithNat(), 'Vpc', { CidrBlock: '10.0.0.0' }),
      /CidrBlock of Vpc is 10\.0\.0\.0, expected IPv4 addresses/,
    ],
    [
      'an empty part of an address',
      changed(networkWithNat(), 'Private', { CidrBlock: '10..1.0/24' }),
      /CidrBlock of Private is 10\.\.1\.0\/24, expected/,
    ],
    [
      'a subnet outside of its VPC',
      changed(networkWithNat(), 'Private', { CidrBlock: '192.168.0.0/24' }),
      /Private: its addresses 192\.168\.0\.0\/24 are outside of 10\.0\.0\.0\/16/,
    ],
    [
      'overlapping subnets',
      changed(networkWithNat(), 'Private', { CidrBlock: '10.0.0.128/25' }),
      /Public: the subnet Private already has some of its addresses/,
    ],
    [
      'a second route table of a subnet',
      {
        ...networkWithNat(),
        Again: resource('SubnetRouteTableAssociation', {
          SubnetId: { Ref: 'Private' },
          RouteTableId: { Ref: 'PublicTable' },
        }),
      },
      /Again: PrivateTableAssociation already associates/,
    ],
    [
      'a route table of another template',
      changed(networkWithNat(), 'PrivateTableAssociation', { RouteTableId: 'rtb-1' }),
      /names the route table rtb-1, which the template does not have/,
    ],
    [
      'a second default route',
      {
        ...networkWithNat(),
        Again: resource('Route', {
          RouteTableId: { Ref: 'PrivateTable' },
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: { Ref: 'Internet' },
        }),
      },
      /Again: PrivateTableDefault is already the route for 0\.0\.0\.0\/0/,
    ],
    [
      'a route with two targets',
      changed(networkWithNat(), route, { GatewayId: { Ref: 'Internet' } }),
      /PrivateTableDefault: a route needs one target, and it has 2/,
    ],
    [
      'a route without a target',
      changed(networkWithNat(), route, { NatGatewayId: { Ref: 'AWS::NoValue' } }),
      /PrivateTableDefault: a route needs one target, and it has 0/,
    ],
    [
      'a route without a destination',
      changed(networkWithNat(), route, { DestinationCidrBlock: { Ref: 'AWS::NoValue' } }),
      /PrivateTableDefault: a route needs a destination/,
    ],
    [
      'a route to the NAT gateway of another VPC',
      changed(withSecondNetwork, route, { RouteTableId: { Ref: 'Table2' } }),
      /PrivateTableDefault: its route table and Nat are in different VPCs/,
    ],
    ...[
      ['an unknown protocol', { IpProtocol: 'http' }, /Egress\.0\.IpProtocol of Group is invalid/],
      ['a port that is no number', { FromPort: true }, /Egress\.0\.FromPort of Group is invalid/],
      ['malformed addresses', { CidrIp: 'all' }, /Egress\.0\.CidrIp of Group .* expected IPv4/],
    ].map(([name, change, message]): [string, Resources, RegExp] => [
      `a rule with ${name}`,
      changed(networkWithNat(), 'Group', {
        SecurityGroupEgress: [{ ...https({ CidrIp: '0.0.0.0/0' }), ...(change as object) }],
      }),
      message as RegExp,
    ]),
    ...['0.0.0.0/1', '128.0.0.0/1', '8.8.8.0/24', '10.0.9.0/24', '10.0.0.0/8', '9.0.0.0/7'].map(
      (cidr): [string, Resources, RegExp] => [
        `a route for ${cidr}`,
        changed(networkWithNat(), route, { DestinationCidrBlock: cidr }),
        /does not deploy the route PrivateTableDefault: it cannot know which hosts/,
      ],
    ),
    ...['010.0.0.0/16', '10.0.0.0/016', '10.0.0.0/-1', ' 10.0.0.0/16', '10.0.0.0/16/1', '::/0'].map(
      (cidr): [string, Resources, RegExp] => [
        `the addresses ${cidr}`,
        changed(networkWithNat(), 'Vpc', { CidrBlock: cidr }),
        /CidrBlock of Vpc is .*, expected IPv4 addresses/,
      ],
    ),
    ...['10.0.0.0/8', '10.0.0.0/29', '0.0.0.0/0'].map((cidr): [string, Resources, RegExp] => [
      `a VPC of the size ${cidr}`,
      changed(networkWithNat(), 'Vpc', { CidrBlock: cidr }),
      /Vpc: its addresses .* are not between a \/28 and a \/16/,
    ]),
    [
      'a route to an unknown gateway',
      changed(networkWithNat(), route, { NatGatewayId: 'nat-1' }),
      /route PrivateTableDefault leads to nat-1, which the template does not have/,
    ],
    [
      'an unknown internet gateway',
      changed(networkWithNat(), 'Attachment', { InternetGatewayId: 'igw-1' }),
      /InternetGatewayId of Attachment is igw-1, which the template does not have/,
    ],
    [
      'an attachment to an unknown VPC',
      changed(networkWithNat(), 'Attachment', { VpcId: 'vpc-1' }),
      /VpcId of Attachment is vpc-1, which the template does not have/,
    ],
    [
      'a second attachment of a VPC',
      {
        ...networkWithNat(),
        Other: resource('InternetGateway', {}),
        Again: resource('VPCGatewayAttachment', {
          VpcId: { Ref: 'Vpc' },
          InternetGatewayId: { Ref: 'Other' },
        }),
      },
      /Again: Attachment already attaches vpc-/,
    ],
    [
      'a rule without addresses, group or prefix list',
      changed(networkWithNat(), 'Group', { SecurityGroupEgress: [https({})] }),
      /a rule of Group: it needs one of addresses, group or prefix list, and it has none/,
    ],
    [
      'a rule with addresses and a group',
      changed(networkWithNat(), 'Group', {
        SecurityGroupEgress: [
          https({ CidrIp: '0.0.0.0/0', DestinationSecurityGroupId: { Ref: 'Vpc' } }),
        ],
      }),
      /and it has CidrIp and DestinationSecurityGroupId/,
    ],
    [
      'a rule whose ports are no range',
      changed(networkWithNat(), 'Group', {
        SecurityGroupEgress: [https({ CidrIp: '0.0.0.0/0', FromPort: 500, ToPort: 443 })],
      }),
      /its ports 500 to 443 are no range/,
    ],
    [
      'a separate rule of an unknown group',
      {
        ...networkWithNat(),
        Rule: resource('SecurityGroupEgress', {
          ...https({ CidrIp: '0.0.0.0/0' }),
          GroupId: 'sg-1',
        }),
      },
      /GroupId of Rule is sg-1, which the template does not have/,
    ],
    ...['secretsmanger', 'Secretsmanager', 'secretsmanager ', 'bedrock-agentcore.gatway', ''].map(
      (service): [string, Resources, RegExp] => [
        `an endpoint of ${JSON.stringify(service)}`,
        { ...isolatedNetwork(), ...endpointOf(service, { PrivateDnsEnabled: false }) },
        /ServiceName of Endpoint ends in .*, and the local stack knows no such service/,
      ],
    ),
    ...[
      [
        'PrivateDnsEnabled',
        { VpcEndpointType: 'Gateway', SubnetIds: undefined, SecurityGroupIds: undefined },
      ],
      ['SubnetIds', { VpcEndpointType: 'Gateway', PrivateDnsEnabled: false }],
      ['RouteTableIds', { RouteTableIds: ['rtb-1'] }],
    ].map(([property, changes]): [string, Resources, RegExp] => [
      `an endpoint with ${property} of another type`,
      { ...isolatedNetwork(), ...endpointOf('s3', Object(changes)) },
      new RegExp(`Endpoint: ${property} belongs to another type of endpoint`),
    ]),
    [
      'an interface endpoint without a subnet',
      { ...isolatedNetwork(), ...endpointOf('secretsmanager', { SubnetIds: [] }) },
      /Endpoint is an interface endpoint without SubnetIds/,
    ],
    [
      'an interface endpoint in a subnet that the template does not have',
      { ...isolatedNetwork(), ...endpointOf('secretsmanager', { SubnetIds: ['subnet-1'] }) },
      /Endpoint names subnet-1, which the template does not have/,
    ],
    [
      'an interface endpoint with a security group that the template does not have',
      { ...isolatedNetwork(), ...endpointOf('secretsmanager', { SecurityGroupIds: ['sg-1'] }) },
      /Endpoint names sg-1, which the template does not have/,
    ],
    [
      'an interface endpoint beside another one of the same service',
      { ...isolatedNetwork(), ...secrets, Second: secrets.Endpoint ?? resource('VPCEndpoint') },
      /endpoint Second: Endpoint already has the private DNS names of secretsmanager/,
    ],
  ])('with %s is refused', (_name, resources, message) => {
    expect(() => deployModel(ec2, resources)).toThrow(message);
  });
});
