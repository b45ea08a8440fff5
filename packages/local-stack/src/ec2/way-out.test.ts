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
import { noWayOut } from './way-out.ts';

type Resources = Template['Resources'];

/** Why a function in the private subnet cannot reach a host; `service` undefined means the token endpoint. */
const reason = (
  resources: Resources,
  service?: string,
  { subnets = ['Private'], groups = ['Group'] } = {},
): string | undefined => {
  const network = deployModel(ec2, resources);
  const idsIn = (
    all: readonly { readonly id: string; readonly logicalId: string }[],
    names: readonly string[],
  ) => all.filter(({ logicalId }) => names.includes(logicalId)).map(({ id }) => id);
  const connection = {
    subnetIds: idsIn(network.subnets, subnets),
    securityGroupIds: idsIn(network.securityGroups, groups),
  };
  return noWayOut(network, connection, service);
};

const without = (resources: Resources, logicalId: string): Resources => {
  const { [logicalId]: _left, ...rest } = resources;
  return rest;
};

describe('a function in a VPC', () => {
  it('reaches every host through a NAT gateway in a public subnet', () => {
    expect(reason(networkWithNat())).toBeUndefined();
    expect(reason(networkWithNat(), 'secretsmanager')).toBeUndefined();
  });

  it.each<[string, Resources, RegExp]>([
    ['without a route table', isolatedNetwork(), /Private has no separate route table/],
    [
      'whose route table has no default route',
      without(networkWithNat(), 'PrivateTableDefault'),
      /Private has the route table PrivateTable, which has no route for 0\.0\.0\.0\/0/,
    ],
    [
      'behind an internet gateway only',
      changed(networkWithNat(), 'PrivateTableDefault', {
        NatGatewayId: undefined,
        GatewayId: { Ref: 'Internet' },
      }),
      /internet gateway, but a function has no public address/,
    ],
    [
      'behind a private NAT gateway',
      changed(networkWithNat(), 'Nat', { ConnectivityType: 'private', AllocationId: undefined }),
      /Nat, a private NAT gateway/,
    ],
    [
      'behind a NAT gateway in a private subnet',
      changed(networkWithNat(), 'Nat', { SubnetId: { Ref: 'Private' } }),
      /own subnet does not route it to an attached internet gateway/,
    ],
    [
      'behind an internet gateway that is attached to nothing',
      without(networkWithNat(), 'Attachment'),
      /own subnet does not route it to an attached internet gateway/,
    ],
    [
      'whose security group allows another port only',
      changed(networkWithNat(), 'Group', {
        SecurityGroupEgress: [https({ ToPort: 80, FromPort: 80, CidrIp: '0.0.0.0/0' })],
      }),
      /security group Group does not allow outgoing traffic on port 443/,
    ],
    [
      'whose security group allows the VPC only',
      changed(networkWithNat(), 'Group', {
        SecurityGroupEgress: [https({ CidrIp: '10.0.0.0/16' })],
      }),
      /security group Group does not allow outgoing traffic on port 443 to 0\.0\.0\.0\/0/,
    ],
    [
      'whose security group has only a separate rule for another group',
      {
        ...networkWithNat(),
        Rule: resource('SecurityGroupEgress', {
          ...https({ DestinationSecurityGroupId: { Ref: 'Group' } }),
          GroupId: { Ref: 'Group' },
        }),
      },
      /security group Group does not allow/,
    ],
    [
      'whose VPC has no DNS',
      changed(networkWithNat(), 'Vpc', { EnableDnsSupport: false }),
      /EnableDnsSupport of the VPC Vpc is false/,
    ],
  ])('%s has no way out', (_name, resources, expected) => {
    expect(reason(resources)).toMatch(expected);
  });

  it('has a way out if a separate rule allows it', () => {
    const Rule = resource('SecurityGroupEgress', {
      IpProtocol: '-1',
      CidrIp: '0.0.0.0/0',
      GroupId: { Ref: 'Group' },
    });
    expect(reason({ ...networkWithNat(), Rule })).toBeUndefined();
  });

  it('has no way out if one of its subnets has no way out, and learns that AWS fails only sometimes', () => {
    const Other = resource('Subnet', { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.2.0/24' });
    const both = { subnets: ['Private', 'Other'] };
    expect(reason({ ...networkWithNat(), Other }, undefined, both)).toMatch(
      /Other has no separate route table.*Another subnet of the function can, so on AWS the call fails only some/,
    );
  });
});

describe('an interface endpoint with private DNS', () => {
  const secrets = endpointOf('secretsmanager');

  it('reaches exactly its own service', () => {
    const resources = { ...isolatedNetwork(), ...secrets };
    expect(reason(resources, 'secretsmanager')).toBeUndefined();
    expect(reason(resources, 'bedrock-agentcore.gateway')).toMatch(/no separate route table/);
    expect(reason(resources)).toMatch(/no separate route table/);
  });

  it('does nothing without private DNS', () => {
    const resources = {
      ...isolatedNetwork(),
      ...endpointOf('secretsmanager', { PrivateDnsEnabled: false }),
    };
    expect(reason(resources, 'secretsmanager')).toMatch(/no separate route table/);
  });

  it('blocks its service if its security group does not allow the function, despite a NAT gateway', () => {
    const resources = changed({ ...networkWithNat(), ...secrets }, 'EndpointGroup', {
      SecurityGroupIngress: [https({ CidrIp: '10.0.9.0/24' })],
    });
    expect(reason(resources, 'secretsmanager')).toMatch(
      /security group EndpointGroup of the endpoint Endpoint does not allow incoming traffic/,
    );
    expect(reason(resources)).toBeUndefined();
  });

  it('accepts a function whose security group its rule names', () => {
    const resources = changed({ ...isolatedNetwork(), ...secrets }, 'EndpointGroup', {
      SecurityGroupIngress: [],
    });
    const Rule = resource('SecurityGroupIngress', {
      ...https({ SourceSecurityGroupId: { Ref: 'Group' } }),
      GroupId: { Ref: 'EndpointGroup' },
    });
    expect(reason(resources, 'secretsmanager')).toMatch(/does not allow incoming/);
    expect(reason({ ...resources, Rule }, 'secretsmanager')).toBeUndefined();
  });

  it('has the default group of the VPC if it names none, which accepts only its own members', () => {
    const resources = {
      ...isolatedNetwork(),
      ...endpointOf('secretsmanager', { SecurityGroupIds: undefined }),
    };
    expect(reason(resources, 'secretsmanager')).toMatch(/default of Vpc of the endpoint/);
    const groups = { groups: ['default of Vpc'] };
    expect(reason(resources, 'secretsmanager', groups)).toBeUndefined();
  });

  it.each<[string, Resources, RegExp]>([
    [
      'of a VPC without DNS host names',
      changed({ ...isolatedNetwork(), ...secrets }, 'Vpc', { EnableDnsHostnames: false }),
      /PrivateDnsEnabled needs EnableDnsSupport and EnableDnsHostnames of the VPC Vpc/,
    ],
    [
      'of user pools',
      { ...isolatedNetwork(), ...endpointOf('cognito-idp') },
      /endpoint Endpoint of cognito-idp .* a user pool with a domain/,
    ],
    [
      'with a policy',
      { ...isolatedNetwork(), ...endpointOf('kms', { PolicyDocument: { Statement: [] } }) },
      /PolicyDocument of Endpoint: it would need policies of endpoints/,
    ],
    [
      'of another Region',
      {
        ...isolatedNetwork(),
        ...endpointOf('kms', { ServiceName: 'com.amazonaws.eu-west-1.kms' }),
      },
      /expected a service of this Region: com\.amazonaws\.us-east-1\./,
    ],
    [
      'that is a gateway endpoint of a service without one',
      { ...isolatedNetwork(), ...endpointOf('kms', { VpcEndpointType: 'Gateway' }) },
      /Set VpcEndpointType to Interface/,
    ],
  ])('%s is refused', (_name, resources, message) => {
    expect(() => deployModel(ec2, resources)).toThrow(message);
  });
});

describe('a network', () => {
  it('with a public NAT gateway without an address is refused', () => {
    const resources = changed(networkWithNat(), 'Nat', { AllocationId: undefined });
    expect(() => deployModel(ec2, resources)).toThrow(
      /Nat is a public NAT gateway without AllocationId/,
    );
  });

  it('accepts ports and protocols as text', () => {
    const rule = { IpProtocol: '6', FromPort: '443', ToPort: '443', CidrIp: '0.0.0.0/0' };
    const resources = changed(networkWithNat(), 'Group', { SecurityGroupEgress: [rule] });
    expect(reason(resources)).toBeUndefined();
  });

  it('with a gateway endpoint of S3 is accepted', () => {
    const S3 = resource('VPCEndpoint', {
      VpcId: { Ref: 'Vpc' },
      ServiceName: 'com.amazonaws.us-east-1.s3',
      RouteTableIds: [{ Ref: 'PrivateTable' }],
    });
    expect(reason({ ...networkWithNat(), S3 })).toBeUndefined();
    expect(
      reason({
        ...isolatedNetwork(),
        S3: { ...S3, Properties: { ...S3?.Properties, RouteTableIds: [] } },
      }),
    ).toBeDefined();
  });
});
