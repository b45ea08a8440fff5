import type { DeployedResources } from '../deployment/deployed-resources.ts';
import { TemplateError } from '../template/template-error.ts';
import { internetGateway } from './resource-types/internet-gateway.ts';
import { securityGroup } from './resource-types/security-group.ts';
import { securityGroupEgress } from './resource-types/security-group-egress.ts';
import { securityGroupIngress } from './resource-types/security-group-ingress.ts';
import { vpc } from './resource-types/vpc.ts';
import { vpcGatewayAttachment } from './resource-types/vpc-gateway-attachment.ts';

/** Throws `TemplateError` for attachments and security-group rules that AWS refuses, or that belong to nothing. */
export const refuseInvalidParts = (resources: DeployedResources): void => {
  refuseAttachments(resources);
  refuseRules(resources);
};

const refused = (what: string, why: string): TemplateError =>
  new TemplateError(`AWS refuses to create ${what}: ${why}.`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html */
const refuseAttachments = (resources: DeployedResources): void => {
  const gateways = resources.of(internetGateway).map(({ ref }) => ref);
  const vpcs = resources.of(vpc).map(({ ref }) => ref);
  const seen = new Map<string, string>();
  for (const { logicalId, properties } of resources.of(vpcGatewayAttachment)) {
    const { InternetGatewayId, VpcId } = properties;
    if (InternetGatewayId === undefined) throw refused(logicalId, 'it needs a gateway');
    requireKnown(gateways, InternetGatewayId, `InternetGatewayId of ${logicalId}`);
    requireKnown(vpcs, VpcId, `VpcId of ${logicalId}`);
    for (const id of [InternetGatewayId, VpcId]) {
      const other = seen.get(id);
      if (other !== undefined) throw refused(logicalId, `${other} already attaches ${id}`);
      seen.set(id, logicalId);
    }
  }
};

const requireKnown = (known: readonly string[], id: string, property: string): void => {
  if (known.includes(id)) return;
  throw new TemplateError(`${property} is ${id}, which the template does not have.`);
};

type Rule = {
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly [member: string]: unknown;
};

const peers = [
  'CidrIp',
  'CidrIpv6',
  'SourceSecurityGroupId',
  'SourcePrefixListId',
  'DestinationSecurityGroupId',
  'DestinationPrefixListId',
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html */
const refuseRules = (resources: DeployedResources): void => {
  for (const { logicalId, properties } of resources.of(securityGroup)) {
    const { SecurityGroupIngress = [], SecurityGroupEgress = [] } = properties;
    for (const rule of [...SecurityGroupIngress, ...SecurityGroupEgress]) {
      refuseRule(logicalId, rule);
    }
  }
  const groups = [
    ...resources.of(securityGroup).map(({ ref }) => ref),
    ...resources.of(vpc).map(({ attributes }) => attributes.DefaultSecurityGroup ?? ''),
  ];
  for (const { logicalId, properties } of [
    ...resources.of(securityGroupIngress),
    ...resources.of(securityGroupEgress),
  ]) {
    refuseRule(logicalId, properties);
    requireKnown(groups, properties.GroupId, `GroupId of ${logicalId}`);
  }
};

const refuseRule = (logicalId: string, rule: Rule): void => {
  const given = peers.filter((name) => rule[name] !== undefined);
  if (given.length !== 1) {
    throw refused(
      `a rule of ${logicalId}`,
      `it needs one of addresses, group or prefix list, and it has ${given.join(' and ') || 'none'}`,
    );
  }
  const { FromPort = 0, ToPort = FromPort } = rule;
  // A type of ICMP is in FromPort, and -1 means all of its codes.
  if (ToPort === -1 || FromPort <= ToPort) return;
  throw refused(`a rule of ${logicalId}`, `its ports ${FromPort} to ${ToPort} are no range`);
};
