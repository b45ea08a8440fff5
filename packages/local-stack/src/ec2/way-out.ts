import { contains } from './cidr.ts';
import type {
  HttpsRule,
  InterfaceEndpoint,
  Network,
  SecurityGroup,
  Subnet,
  VpcConnection,
} from './network.ts';

const everywhere = '0.0.0.0/0';

/**
 * Why a function in a VPC cannot open an HTTPS connection to a host of AWS. Undefined if it can.
 *
 * Lambda runs the function in any of its subnets, so a single subnet without a way out is enough: on AWS the call then
 * fails some of the time. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
 *
 * @param service name of the service in its interface endpoint, such as `secretsmanager`. Undefined for a host that no
 *   endpoint reaches, such as the domain of a user pool:
 *   https://docs.aws.amazon.com/cognito/latest/developerguide/vpc-interface-endpoints.html
 */
export const noWayOut = (
  network: Network,
  connection: VpcConnection,
  service: string | undefined,
): string | undefined => {
  const groups = groupsOf(network, connection.securityGroupIds);
  const blocked = subnetsOf(network, connection.subnetIds).flatMap((subnet) => {
    const reason = reasonIn(network, { subnet, groups, service });
    return reason === undefined ? [] : [reason];
  });
  const [first] = blocked;
  if (first === undefined) return undefined;
  const open = connection.subnetIds.length - blocked.length;
  return open === 0 ? first : `${first} ${otherSubnets(open)}`;
};

const otherSubnets = (open: number): string =>
  `${open === 1 ? 'Another subnet' : 'The other subnets'} of the function can, so on AWS the call fails only some of the time.`;

type From = {
  readonly subnet: Subnet;
  readonly groups: readonly SecurityGroup[];
  readonly service: string | undefined;
};

const reasonIn = (network: Network, from: From): string | undefined => {
  const { subnet, service } = from;
  const vpc = network.vpcs.find(({ id }) => id === subnet.vpcId);
  if (vpc?.hasDns === false) {
    return `EnableDnsSupport of the VPC ${vpc.logicalId} is false, so no host name has an address.`;
  }
  // Private DNS has precedence: the host name leads to the endpoint, also if the subnet has another way out.
  const endpoint = network.endpoints.find(
    (one) => one.service === service && one.vpcId === subnet.vpcId,
  );
  return endpoint ? blockedAt(network, endpoint, from) : noRoute(network, from);
};

const blockedAt = (
  network: Network,
  endpoint: InterfaceEndpoint,
  { subnet, groups }: From,
): string | undefined => {
  const ranges = subnetsOf(network, endpoint.subnetIds).map(({ cidr }) => cidr);
  const endpointGroups = groupsOf(network, endpoint.securityGroupIds);
  const leaves = groups.some(({ egress }) => allows(egress, endpoint.securityGroupIds, ranges));
  if (!leaves) {
    return `${namesOf(groups)} does not allow outgoing traffic on port 443 to the endpoint ${endpoint.logicalId}.`;
  }
  const functionGroups = groups.map(({ id }) => id);
  const enters = endpointGroups.some(({ ingress }) =>
    allows(ingress, functionGroups, [subnet.cidr]),
  );
  if (enters) return undefined;
  return `${namesOf(endpointGroups)} of the endpoint ${endpoint.logicalId} does not allow incoming traffic on port 443 from the subnet ${subnet.logicalId} or from ${namesOf(groups)}.`;
};

/** Whether the rules cover every range, or name one of the groups. A connection can use any address of a range. */
const allows = (
  rules: readonly HttpsRule[],
  groupIds: readonly string[],
  ranges: readonly string[],
): boolean =>
  rules.some((rule) => rule.kind === 'group' && groupIds.includes(rule.groupId)) ||
  ranges.every((range) =>
    rules.some((rule) => rule.kind === 'addresses' && contains(rule.cidr, range)),
  );

const noRoute = (network: Network, { subnet, groups }: From): string | undefined => {
  const reason = noRouteOf(network, subnet);
  if (reason !== undefined) return reason;
  // The addresses of AWS change, so only a rule for all addresses is known to cover them.
  if (groups.some(({ egress }) => allows(egress, [], [everywhere]))) return undefined;
  return `${namesOf(groups)} does not allow outgoing traffic on port 443 to ${everywhere}.`;
};

const noRouteOf = (network: Network, subnet: Subnet): string | undefined => {
  const from = `The subnet ${subnet.logicalId}`;
  const { defaultRoute, routeTable } = subnet;
  if (defaultRoute === undefined) {
    return routeTable === undefined
      ? `${from} has no separate route table, and the main route table has no route for ${everywhere}.`
      : `${from} has the route table ${routeTable}, which has no route for ${everywhere}.`;
  }
  if (defaultRoute.kind === 'internet gateway') {
    return `${from} routes ${everywhere} to an internet gateway, but a function has no public address. It needs a NAT gateway.`;
  }
  const nat = network.natGateways.find(({ id }) => id === defaultRoute.id);
  const toNat = `${from} routes ${everywhere} to`;
  if (nat === undefined) return `${toNat} a NAT gateway that does not exist.`;
  if (!nat.isPublic) return `${toNat} ${nat.logicalId}, a private NAT gateway.`;
  return isPublic(network, nat.subnetId)
    ? undefined
    : `${toNat} the NAT gateway ${nat.logicalId}, whose own subnet does not route it to an attached internet gateway.`;
};

/** https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
const isPublic = (network: Network, subnetId: string): boolean =>
  subnetsOf(network, [subnetId]).some(({ vpcId, defaultRoute }) =>
    network.vpcs.some(
      ({ id, internetGatewayIds }) =>
        id === vpcId &&
        defaultRoute?.kind === 'internet gateway' &&
        internetGatewayIds.includes(defaultRoute.id),
    ),
  );

const subnetsOf = ({ subnets }: Network, ids: readonly string[]): readonly Subnet[] =>
  subnets.filter(({ id }) => ids.includes(id));

const groupsOf = ({ securityGroups }: Network, ids: readonly string[]): readonly SecurityGroup[] =>
  securityGroups.filter(({ id }) => ids.includes(id));

const namesOf = (groups: readonly SecurityGroup[]): string =>
  `The security group ${groups.map(({ logicalId }) => logicalId).join(' or ') || 'of nothing'}`;
