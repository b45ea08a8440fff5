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
