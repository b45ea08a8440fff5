import {
  type TemplateChange,
  withProperty,
  withStatement,
} from '../../src/faults/change-template.ts';
import type { Template } from '../../src/template/template.ts';

type Resources = Template['Resources'];
type Resource = Resources[string];

const ref = (logicalId: string) => ({ Ref: logicalId });

export const resource = (type: string, Properties: Record<string, unknown> = {}): Resource => ({
  Type: `AWS::EC2::${type}`,
  Properties,
});

/** A VPC with a subnet without any route, and a security group that allows all outgoing traffic. */
export const isolatedNetwork = (): Resources => ({
  Vpc: resource('VPC', {
    CidrBlock: '10.0.0.0/16',
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
  }),
  Private: resource('Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24' }),
  Group: resource('SecurityGroup', { VpcId: ref('Vpc'), GroupDescription: 'The proxy.' }),
});

const tableOf = (
  subnetId: string,
  tableId: string,
  target: Readonly<Record<string, unknown>>,
): Resources => ({
  [tableId]: resource('RouteTable', { VpcId: ref('Vpc') }),
  [`${tableId}Default`]: resource('Route', {
    RouteTableId: ref(tableId),
    DestinationCidrBlock: '0.0.0.0/0',
    ...target,
  }),
  [`${tableId}Association`]: resource('SubnetRouteTableAssociation', {
    RouteTableId: ref(tableId),
    SubnetId: ref(subnetId),
  }),
});

/** An isolated network, and a public subnet whose NAT gateway is the way out of the private one. */
export const networkWithNat = (): Resources => ({
  ...isolatedNetwork(),
  Public: resource('Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.0.0/24' }),
  Internet: resource('InternetGateway'),
  Attachment: resource('VPCGatewayAttachment', {
    VpcId: ref('Vpc'),
    InternetGatewayId: ref('Internet'),
  }),
  Address: resource('EIP', { Domain: 'vpc' }),
  Nat: resource('NatGateway', {
    SubnetId: ref('Public'),
    AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] },
  }),
  ...tableOf('Public', 'PublicTable', { GatewayId: ref('Internet') }),
  ...tableOf('Private', 'PrivateTable', { NatGatewayId: ref('Nat') }),
});

/** An interface endpoint in the private subnet, which accepts every connection of the VPC. */
export const endpointOf = (
  service: string,
  properties: Readonly<Record<string, unknown>> = {},
): Resources => ({
  EndpointGroup: resource('SecurityGroup', {
    VpcId: ref('Vpc'),
    GroupDescription: 'An endpoint.',
    SecurityGroupIngress: [
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' },
    ],
  }),
  Endpoint: resource('VPCEndpoint', {
    VpcId: ref('Vpc'),
    ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` },
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: true,
    SubnetIds: [ref('Private')],
    SecurityGroupIds: [ref('EndpointGroup')],
    ...properties,
  }),
});

/** `VpcConfig` of a function in the private subnet. */
export const inPrivateSubnet = {
  SubnetIds: [ref('Private')],
  SecurityGroupIds: [ref('Group')],
};

/** The permissions with which Lambda connects a function to a VPC. */
export const networkInterfaceActions = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DeleteNetworkInterface',
];

/** Adds a network to a template, and connects a function to its private subnet. The role gets the permissions. */
export const connected =
  (functionId: string, roleId: string, network: Resources): TemplateChange =>
  (template) => {
    Object.assign(template.Resources, network);
    withProperty(functionId, 'VpcConfig', inPrivateSubnet)(template);
    withStatement(roleId, { Effect: 'Allow', Action: networkInterfaceActions, Resource: '*' })(
      template,
    );
  };

/** Changes properties of one resource. */
export const changed = (
  resources: Resources,
  logicalId: string,
  properties: Readonly<Record<string, unknown>>,
): Resources => ({
  ...resources,
  [logicalId]: {
    ...resources[logicalId],
    Type: resources[logicalId]?.Type ?? '',
    Properties: { ...resources[logicalId]?.Properties, ...properties },
  },
});

/** A rule of a security group for HTTPS. */
export const https = (peer: Readonly<Record<string, unknown>>) => ({
  IpProtocol: 'tcp',
  FromPort: 443,
  ToPort: 443,
  ...peer,
});
