import { decide } from '@hopwise/iam/decide';
import { decidingPolicies } from '../access/deployed-role.ts';
import { type DeployedStack, modelOf } from '../deployment/deploy-stack.ts';
import { ec2 } from '../ec2/ec2.ts';
import type { VpcConnection } from '../ec2/network.ts';
import { iam } from '../iam/iam.ts';
import type { DeployedFunction } from '../lambda/function/deployed-function.ts';
import { lambda } from '../lambda/lambda.ts';
import { TemplateError } from '../template/template-error.ts';

/**
 * AWS creates a function in a VPC only if its subnets and security groups are in one VPC, and if its execution role can
 * manage network interfaces. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
export const refuseUnusableNetworks = (stack: DeployedStack): void => {
  for (const deployed of modelOf(stack, lambda)) {
    if (deployed.vpc === undefined) continue;
    refuseUnknownParts(stack, deployed, deployed.vpc);
    refuseMissingActions(stack, deployed);
  }
};

const refuseUnknownParts = (
  stack: DeployedStack,
  { name }: DeployedFunction,
  { subnetIds, securityGroupIds }: VpcConnection,
): void => {
  const { subnets, securityGroups } = modelOf(stack, ec2);
  const parts = [...subnets, ...securityGroups];
  const ids = [...subnetIds, ...securityGroupIds];
  const unknown = ids.find((one) => !parts.some(({ id }) => id === one));
  if (unknown !== undefined) {
    throw new TemplateError(
      `VpcConfig of the function ${name} names ${unknown}, which the template does not have. The local stack cannot know what it reaches.`,
    );
  }
  const vpcs = new Set(parts.filter(({ id }) => ids.includes(id)).map(({ vpcId }) => vpcId));
  if (vpcs.size <= 1) return;
  throw new TemplateError(
    `VpcConfig of the function ${name} names subnets and security groups of ${vpcs.size} VPCs. AWS refuses to create the function.`,
  );
};

const refuseMissingActions = (
  stack: DeployedStack,
  { name, arn, roleArn }: DeployedFunction,
): void => {
  const [, partition, , region, accountId = ''] = arn.split(':');
  const networkInterface = `arn:${partition}:ec2:${region}:${accountId}:network-interface/eni-0123456789abcdef0`;
  const needs = [
    { action: 'ec2:CreateNetworkInterface', resource: networkInterface },
    // The action has no resource type.
    { action: 'ec2:DescribeNetworkInterfaces', resource: '*' },
    { action: 'ec2:DeleteNetworkInterface', resource: networkInterface },
  ];
  const role = modelOf(stack, iam).find((one) => one.arn === roleArn);
  const missing = needs.filter(
    (need) =>
      decide({
        ...need,
        principal: { type: 'AWS', arn: roleArn, accountId },
        resourceAccountId: accountId,
        context: {},
        ...decidingPolicies(role),
        resourcePolicy: undefined,
      }).effect === 'deny',
  );
  if (missing.length === 0) return;
  throw new TemplateError(
    `AWS refuses to create the function ${name} in a VPC: its role ${roleArn} does not allow ${missing.map(({ action }) => action).join(', ')}.`,
  );
};
