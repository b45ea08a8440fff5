import type { DeployedResources } from '../deployment/deployed-resources.ts';
import { TemplateError } from '../template/template-error.ts';
import { contains, isCidr, overlap, prefixOf } from './cidr.ts';
import { internetGateway } from './resource-types/internet-gateway.ts';
import { natGateway } from './resource-types/nat-gateway.ts';
import { route } from './resource-types/route.ts';
import { routeTable } from './resource-types/route-table.ts';
import { subnet } from './resource-types/subnet.ts';
import { subnetRouteTableAssociation } from './resource-types/subnet-route-table-association.ts';
import { vpc } from './resource-types/vpc.ts';

/** Throws `TemplateError` for addresses and routes that AWS refuses. Otherwise a route would have two meanings. */
export const refuseInvalidNetworks = (resources: DeployedResources): void => {
  for (const { logicalId, properties } of resources.of(vpc)) {
    requireCidr(properties.CidrBlock, `CidrBlock of ${logicalId}`);
    requireSize(properties.CidrBlock, logicalId);
  }
  refuseSubnets(resources);
  refuseAssociations(resources);
  refuseRoutes(resources);
};

/** Throws `TemplateError` unless the text is a block of IPv4 addresses. */
const requireCidr = (cidr: string, property: string): void => {
  if (isCidr(cidr)) return;
  throw new TemplateError(`${property} is ${cidr}, expected IPv4 addresses such as 10.0.0.0/24.`);
};

const refused = (what: string, why: string): TemplateError =>
  new TemplateError(`AWS refuses to create ${what}: ${why}.`);

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const requireSize = (cidr: string, logicalId: string): void => {
  const bits = prefixOf(cidr) ?? 0;
  if (bits >= 16 && bits <= 28) return;
  throw refused(logicalId, `its addresses ${cidr} are not between a /28 and a /16`);
};

const anywhere = '0.0.0.0/0';
/** Addresses of private networks, where no host of AWS or of the internet is. */
const privateAddresses = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** A route for a part of the internet reaches some hosts only, and the local stack knows no addresses of hosts. */
const requireKnownDestination = (
  resources: DeployedResources,
  logicalId: string,
  { RouteTableId, DestinationCidrBlock }: { RouteTableId: string; DestinationCidrBlock: string },
): void => {
  if (DestinationCidrBlock === anywhere) return;
  const table = resources.of(routeTable).find(({ ref }) => ref === RouteTableId);
  const own = resources.of(vpc).find(({ ref }) => ref === table?.properties.VpcId);
  const isPrivate = privateAddresses.some((one) => contains(one, DestinationCidrBlock));
  if (isPrivate && !(own && overlap(own.properties.CidrBlock, DestinationCidrBlock))) return;
  throw new TemplateError(
    `The local stack does not deploy the route ${logicalId}: it cannot know which hosts ${DestinationCidrBlock} reaches. It knows ${anywhere}, and private addresses outside of the VPC.`,
  );
};

/** https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const refuseSubnets = (resources: DeployedResources): void => {
  const subnets = resources.of(subnet);
  for (const [index, { logicalId, properties }] of subnets.entries()) {
    const { CidrBlock, VpcId } = properties;
    requireCidr(CidrBlock, `CidrBlock of ${logicalId}`);
    requireSize(CidrBlock, logicalId);
    const owner = resources.of(vpc).find(({ ref }) => ref === VpcId)?.properties.CidrBlock;
    if (owner !== undefined && !contains(owner, CidrBlock)) {
      throw refused(logicalId, `its addresses ${CidrBlock} are outside of ${owner}, the VPC's`);
    }
    const other = subnets
      .slice(0, index)
      .find(
        (one) => one.properties.VpcId === VpcId && overlap(one.properties.CidrBlock, CidrBlock),
      );
    if (other) {
      throw refused(logicalId, `the subnet ${other.logicalId} already has some of its addresses`);
    }
  }
};

const refuseAssociations = (resources: DeployedResources): void => {
  const seen = new Map<string, string>();
  const tables = resources.of(routeTable).map(({ ref }) => ref);
  for (const { logicalId, properties } of resources.of(subnetRouteTableAssociation)) {
    if (!tables.includes(properties.RouteTableId)) {
      throw new TemplateError(
        `${logicalId} names the route table ${properties.RouteTableId}, which the template does not have. The local stack cannot know its routes.`,
      );
    }
    const other = seen.get(properties.SubnetId);
    if (other !== undefined) {
      throw refused(logicalId, `${other} already associates its subnet with a route table`);
    }
    seen.set(properties.SubnetId, logicalId);
  }
};

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
const refuseRoutes = (resources: DeployedResources): void => {
  const seen = new Map<string, string>();
  for (const { logicalId, properties } of resources.of(route)) {
    const { RouteTableId, DestinationCidrBlock, GatewayId, NatGatewayId } = properties;
    if (DestinationCidrBlock === undefined) {
      if (properties.DestinationIpv6CidrBlock !== undefined) continue;
      throw refused(logicalId, 'a route needs a destination');
    }
    requireCidr(DestinationCidrBlock, `DestinationCidrBlock of ${logicalId}`);
    requireTarget(resources, logicalId, [GatewayId, NatGatewayId]);
    requireKnownDestination(resources, logicalId, { RouteTableId, DestinationCidrBlock });
    const key = `${RouteTableId} ${DestinationCidrBlock}`;
    const other = seen.get(key);
    if (other !== undefined) {
      throw refused(logicalId, `${other} is already the route for ${DestinationCidrBlock}`);
    }
    seen.set(key, logicalId);
    if (NatGatewayId !== undefined) refuseForeignNat(resources, { ...properties, logicalId });
  }
};

const requireTarget = (
  resources: DeployedResources,
  logicalId: string,
  given: readonly (string | undefined)[],
): void => {
  const targets = given.filter((one) => one !== undefined);
  if (targets.length !== 1) {
    throw refused(logicalId, `a route needs one target, and it has ${targets.length}`);
  }
  const known = [...resources.of(internetGateway), ...resources.of(natGateway)];
  if (known.some(({ ref }) => targets.includes(ref))) return;
  throw new TemplateError(
    `The route ${logicalId} leads to ${targets[0]}, which the template does not have. The local stack cannot know what it reaches.`,
  );
};

type NatRoute = {
  readonly logicalId: string;
  readonly RouteTableId: string;
  readonly NatGatewayId?: string | undefined;
};

const refuseForeignNat = (
  resources: DeployedResources,
  { logicalId, RouteTableId, NatGatewayId }: NatRoute,
): void => {
  const table = resources.of(routeTable).find(({ ref }) => ref === RouteTableId);
  const nat = resources.of(natGateway).find(({ ref }) => ref === NatGatewayId);
  const home = resources.of(subnet).find(({ ref }) => ref === nat?.properties.SubnetId);
  if (!table || !nat || !home || table.properties.VpcId === home.properties.VpcId) return;
  throw refused(logicalId, `its route table and ${nat.logicalId} are in different VPCs`);
};
