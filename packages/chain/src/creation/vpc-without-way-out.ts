import { functionsOf } from '@hopwise/template/functions';
import { asList, at } from '@hopwise/template/json';
import { listedNames } from '@hopwise/template/listed-names';
import type { TemplateResource } from '@hopwise/template/template-model';
import type { Chain } from '../topology/chain.ts';
import type { CreationRule } from './creation-rule.ts';

const publicUrl = /^https:\/\/[^/]+(?:\.amazoncognito\.com|\.amazonaws\.com)\b|\/oauth2\/token\b/;

/**
 * Finds functions in subnets of the template that have no route out of the VPC, although a variable of the function has the
 * URL of a token endpoint or a gateway. The domain of a user pool has no VPC endpoint.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
 */
export const vpcWithoutWayOut: CreationRule<{
  readonly functionId: string;
  readonly name: string;
  readonly subnets: string;
}> = (chain) =>
  functionsOf(chain.model).flatMap(({ logicalId, properties, variables }) => {
    const subnets = asList(at(properties, 'VpcConfig', 'SubnetIds')).map((one) =>
      subnetAt(one, chain),
    );
    const known = subnets.filter((one) => one !== undefined);
    const [name] = Object.entries(variables).find(([, value]) => isPublic(value, chain)) ?? [];
    const isClosed =
      known.length > 0 &&
      known.length === subnets.length &&
      !known.some((one) => hasRouteOut(one, chain));
    if (name === undefined || !isClosed) return [];
    const where = `${logicalId}.VpcConfig`;
    return [
      {
        logicalId,
        where,
        hop: 6,
        functionId: logicalId,
        name,
        subnets: listedNames(known.map((one) => one.logicalId)),
      } as const,
    ];
  });

/** A gateway can have a VPC endpoint, so its URL counts only if the template has no endpoint. */
const isPublic = (value: string, { model, texts }: Chain): boolean => {
  const url = texts.of(value);
  if (!publicUrl.test(url)) return false;
  return (
    url.includes('amazoncognito.com') ||
    url.includes('/oauth2/token') ||
    model.ofType('AWS::EC2::VPCEndpoint').length === 0
  );
};

const subnetAt = (value: unknown, { model, texts }: Chain): TemplateResource | undefined =>
  model
    .ofType('AWS::EC2::Subnet')
    .find(({ logicalId }) => texts.attribute(logicalId, 'Ref') === texts.of(value));

const wayOut = [
  'NatGatewayId',
  'TransitGatewayId',
  'NetworkInterfaceId',
  'InstanceId',
  'VpcPeeringConnectionId',
];

/** Whether a route table of the subnet, or of its VPC, has a route out. A function has no public address. */
const hasRouteOut = (subnet: TemplateResource, { model, texts }: Chain): boolean => {
  const id = texts.attribute(subnet.logicalId, 'Ref');
  const tables = model
    .ofType('AWS::EC2::SubnetRouteTableAssociation')
    .filter(({ properties }) => texts.of(properties.SubnetId) === id)
    .map(({ properties }) => texts.of(properties.RouteTableId));
  return model
    .ofType('AWS::EC2::Route')
    .filter(
      ({ properties }) => tables.length === 0 || tables.includes(texts.of(properties.RouteTableId)),
    )
    .some(({ properties }) => wayOut.some((one) => properties[one] !== undefined));
};
