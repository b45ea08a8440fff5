import type { DeployedResources } from '../deployment/deployed-resources.ts';
import type { HttpsRule, SecurityGroup, Vpc } from './network.ts';
import { securityGroup } from './resource-types/security-group.ts';
import { securityGroupEgress } from './resource-types/security-group-egress.ts';
import { securityGroupIngress } from './resource-types/security-group-ingress.ts';
import type { EgressRule, IngressRule } from './resource-types/security-group-rule.ts';
import { defaultSecurityGroupOf } from './resource-types/vpc.ts';

const httpsPort = 443;
const everything: readonly HttpsRule[] = [{ kind: 'addresses', cidr: '0.0.0.0/0' }];

/** The security groups of the template, and the default group of each VPC. */
export const securityGroupsOf = (
  resources: DeployedResources,
  vpcs: readonly Vpc[],
): readonly SecurityGroup[] => [
  ...resources.of(securityGroup).map(({ ref, logicalId, properties }) => ({
    id: ref,
    logicalId,
    vpcId: properties.VpcId,
    egress: egressOf(resources, ref, properties.SecurityGroupEgress ?? []),
    ingress: [
      ...ingressRules(properties.SecurityGroupIngress ?? []),
      ...ingressRules(rulesFor(resources.of(securityGroupIngress), ref)),
    ],
  })),
  ...vpcs.map(defaultGroup),
];

/**
 * Outgoing traffic is allowed to all addresses unless the template has a rule for it: in the group, or as a separate
 * resource. https://github.com/aws/aws-cdk/pull/998
 */
const egressOf = (
  resources: DeployedResources,
  groupId: string,
  own: readonly EgressRule[],
): readonly HttpsRule[] => {
  const given = [...own, ...rulesFor(resources.of(securityGroupEgress), groupId)];
  return given.length === 0 ? everything : egressRules(given);
};

const rulesFor = <Rule extends { readonly GroupId: string }>(
  rules: readonly { readonly properties: Rule }[],
  groupId: string,
): readonly Rule[] =>
  rules.map(({ properties }) => properties).filter(({ GroupId }) => GroupId === groupId);

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
const defaultGroup = ({ id, logicalId }: Vpc): SecurityGroup => {
  const groupId = defaultSecurityGroupOf(id);
  return {
    id: groupId,
    logicalId: `default of ${logicalId}`,
    vpcId: id,
    egress: everything,
    ingress: [{ kind: 'group', groupId }],
  };
};

const egressRules = (rules: readonly EgressRule[]): readonly HttpsRule[] =>
  rules.filter(coversHttps).flatMap((rule) => peers(rule.CidrIp, rule.DestinationSecurityGroupId));

const ingressRules = (rules: readonly IngressRule[]): readonly HttpsRule[] =>
  rules.filter(coversHttps).flatMap((rule) => peers(rule.CidrIp, rule.SourceSecurityGroupId));

const peers = (cidr: string | undefined, groupId: string | undefined): readonly HttpsRule[] => [
  ...(cidr === undefined ? [] : [{ kind: 'addresses', cidr } as const]),
  ...(groupId === undefined ? [] : [{ kind: 'group', groupId } as const]),
];

type Traffic = Pick<EgressRule, 'IpProtocol' | 'FromPort' | 'ToPort'>;

const coversHttps = ({ IpProtocol, FromPort, ToPort }: Traffic): boolean => {
  if (IpProtocol === '-1') return true;
  if (!['tcp', '6'].includes(IpProtocol.toLowerCase())) return false;
  return (FromPort ?? 0) <= httpsPort && httpsPort <= (ToPort ?? FromPort ?? 65_535);
};
