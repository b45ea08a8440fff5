import type { Account } from '../account.ts';
import type { AssembleContext } from '../deployment/deploy-stack.ts';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import { refuseUnknownService } from './endpoint-services.ts';
import type {
  DefaultRoute,
  InterfaceEndpoint,
  NatGateway,
  Network,
  Subnet,
  Vpc,
} from './network.ts';
import { refuseInvalidNetworks } from './refuse-invalid-networks.ts';
import { refuseInvalidParts } from './refuse-invalid-parts.ts';
import { natGateway } from './resource-types/nat-gateway.ts';
import { route } from './resource-types/route.ts';
import { routeTable } from './resource-types/route-table.ts';
import { securityGroup } from './resource-types/security-group.ts';
import { subnet } from './resource-types/subnet.ts';
import { subnetRouteTableAssociation } from './resource-types/subnet-route-table-association.ts';
import { defaultSecurityGroupOf, vpc } from './resource-types/vpc.ts';
import { vpcEndpoint } from './resource-types/vpc-endpoint.ts';
import { vpcGatewayAttachment } from './resource-types/vpc-gateway-attachment.ts';
import { securityGroupsOf } from './security-groups.ts';

/** The networks of a template. Throws `TemplateError` for what AWS refuses to create, or what nothing local can decide. */
export const assembleNetwork = (
  resources: DeployedResources,
  { account }: Pick<AssembleContext, 'account'>,
): Network => {
  refuseInvalidNetworks(resources);
  refuseInvalidParts(resources);
  const vpcs = vpcsOf(resources);
  return {
    vpcs,
    subnets: subnetsOf(resources),
    natGateways: natGatewaysOf(resources),
    securityGroups: securityGroupsOf(resources, vpcs),
    endpoints: withOneNameEach(endpointsOf(resources, account)),
  };
};

const vpcsOf = (resources: DeployedResources): readonly Vpc[] =>
  resources.of(vpc).map(({ ref, logicalId, properties }) => ({
    id: ref,
    logicalId,
    hasDns: properties.EnableDnsSupport,
    internetGatewayIds: resources
      .of(vpcGatewayAttachment)
      .flatMap(({ properties: { VpcId, InternetGatewayId } }) =>
        VpcId === ref && InternetGatewayId !== undefined ? [InternetGatewayId] : [],
      ),
  }));

const subnetsOf = (resources: DeployedResources): readonly Subnet[] =>
  resources.of(subnet).map(({ ref, logicalId, properties: { VpcId, CidrBlock } }) => {
    const association = resources
      .of(subnetRouteTableAssociation)
      .find(({ properties }) => properties.SubnetId === ref);
    const tableId = association?.properties.RouteTableId;
    const table = resources.of(routeTable).find((one) => one.ref === tableId);
    return {
      id: ref,
      logicalId,
      vpcId: VpcId,
      cidr: CidrBlock,
      routeTable: table?.logicalId,
      defaultRoute: defaultRouteOf(resources, tableId),
    };
  });

const defaultRouteOf = (
  resources: DeployedResources,
  tableId: string | undefined,
): DefaultRoute | undefined => {
  const found = resources
    .of(route)
    .find(
      ({ properties: { RouteTableId, DestinationCidrBlock } }) =>
        RouteTableId === tableId && DestinationCidrBlock === '0.0.0.0/0',
    );
  const { GatewayId, NatGatewayId } = found?.properties ?? {};
  if (NatGatewayId !== undefined) return { kind: 'NAT gateway', id: NatGatewayId };
  return GatewayId === undefined ? undefined : { kind: 'internet gateway', id: GatewayId };
};

const natGatewaysOf = (resources: DeployedResources): readonly NatGateway[] =>
  resources.of(natGateway).map(({ ref, logicalId, properties }) => {
    const isPublic = properties.ConnectivityType === 'public';
    if (isPublic && properties.AllocationId === undefined) {
      throw new TemplateError(
        `${logicalId} is a public NAT gateway without AllocationId. AWS refuses to create it.`,
      );
    }
    return { id: ref, logicalId, subnetId: properties.SubnetId, isPublic };
  });

/** Services whose private DNS breaks public hosts that the local stack serves. */
const breakingServices: Readonly<Record<string, string>> = {
  'cognito-idp': 'a user pool with a domain accepts no request through an endpoint',
  'execute-api': 'the host name of every public API of API Gateway then leads to private APIs only',
};

/** Only private DNS leads an SDK to an endpoint. A gateway endpoint reaches S3 or DynamoDB, which are not served. */
const endpointsOf = (
  resources: DeployedResources,
  { region }: Account,
): readonly InterfaceEndpoint[] =>
  resources.of(vpcEndpoint).flatMap(({ logicalId, properties }) => {
    const { ServiceName, VpcId, VpcEndpointType, PrivateDnsEnabled } = properties;
    const prefix = `com.amazonaws.${region}.`;
    if (!ServiceName.startsWith(prefix)) {
      throw new TemplateError(
        `ServiceName of ${logicalId} is ${ServiceName}, expected a service of this Region: ${prefix}….`,
      );
    }
    const service = ServiceName.slice(prefix.length);
    refuseUnknownService(logicalId, service);
    if (VpcEndpointType === 'Gateway') refuseGateway(logicalId, service);
    refuseOtherKind(logicalId, properties);
    if (VpcEndpointType === 'Gateway') return [];
    if (!PrivateDnsEnabled) return [];
    refusePrivateDns(resources, { logicalId, vpcId: VpcId, service });
    refuseUnknownParts(resources, logicalId, properties);
    const given = properties.SecurityGroupIds;
    const securityGroupIds = given.length > 0 ? given : [defaultSecurityGroupOf(VpcId)];
    return [
      { logicalId, vpcId: VpcId, service, subnetIds: properties.SubnetIds, securityGroupIds },
    ];
  });

/** A host name of a service leads to one endpoint. AWS refuses a second one with private DNS in the same VPC. */
const withOneNameEach = (endpoints: readonly InterfaceEndpoint[]): readonly InterfaceEndpoint[] => {
  for (const [index, { logicalId, vpcId, service }] of endpoints.entries()) {
    const other = endpoints
      .slice(0, index)
      .find((one) => one.vpcId === vpcId && one.service === service);
    if (other === undefined) continue;
    throw new TemplateError(
      `AWS refuses to create the endpoint ${logicalId}: ${other.logicalId} already has the private DNS names of ${service} in its VPC.`,
    );
  }
  return endpoints;
};

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html */
const refuseOtherKind = (logicalId: string, properties: PropertiesOf<typeof vpcEndpoint>): void => {
  const { VpcEndpointType, PrivateDnsEnabled, SubnetIds, SecurityGroupIds, RouteTableIds } =
    properties;
  const wrong =
    VpcEndpointType === 'Gateway'
      ? [
          PrivateDnsEnabled && 'PrivateDnsEnabled',
          SubnetIds.length > 0 && 'SubnetIds',
          SecurityGroupIds.length > 0 && 'SecurityGroupIds',
        ]
      : [RouteTableIds.length > 0 && 'RouteTableIds'];
  const property = wrong.find((one) => one !== false);
  if (property === undefined) return;
  throw new TemplateError(
    `AWS refuses to create the endpoint ${logicalId}: ${property} belongs to another type of endpoint than ${VpcEndpointType}.`,
  );
};

const refuseGateway = (logicalId: string, service: string): void => {
  if (['s3', 'dynamodb'].includes(service)) return;
  throw new TemplateError(
    `${logicalId} is a gateway endpoint of ${service}. AWS has them for s3 and dynamodb only. Set VpcEndpointType to Interface.`,
  );
};

/** Where an endpoint is and who can reach it. */
type EndpointParts = Pick<
  PropertiesOf<typeof vpcEndpoint>,
  'VpcId' | 'SubnetIds' | 'SecurityGroupIds'
>;

const refuseUnknownParts = (
  resources: DeployedResources,
  logicalId: string,
  { VpcId, SubnetIds, SecurityGroupIds }: EndpointParts,
): void => {
  if (SubnetIds.length === 0) {
    throw new TemplateError(
      `${logicalId} is an interface endpoint without SubnetIds. AWS refuses to create it.`,
    );
  }
  // No function of the template can be in a VPC that the template does not have.
  if (!resources.of(vpc).some(({ ref }) => ref === VpcId)) return;
  const known = [
    ...resources.of(subnet).map(({ ref }) => ref),
    ...resources.of(securityGroup).map(({ ref }) => ref),
    defaultSecurityGroupOf(VpcId),
  ];
  const unknown = [...SubnetIds, ...SecurityGroupIds].find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new TemplateError(
    `${logicalId} names ${unknown}, which the template does not have. The local stack cannot know what it reaches.`,
  );
};

type PrivateDns = Pick<InterfaceEndpoint, 'logicalId' | 'vpcId' | 'service'>;

const refusePrivateDns = (
  resources: DeployedResources,
  { logicalId, vpcId, service }: PrivateDns,
): void => {
  const broken = breakingServices[service];
  if (broken !== undefined) {
    throw new TemplateError(
      `The local stack does not deploy the endpoint ${logicalId} of ${service} with PrivateDnsEnabled: ${broken}.`,
    );
  }
  const owner = resources.of(vpc).find(({ ref }) => ref === vpcId);
  if (!owner || (owner.properties.EnableDnsSupport && owner.properties.EnableDnsHostnames)) return;
  throw new TemplateError(
    `AWS refuses to create the endpoint ${logicalId}: PrivateDnsEnabled needs EnableDnsSupport and EnableDnsHostnames of the VPC ${owner.logicalId}.`,
  );
};
