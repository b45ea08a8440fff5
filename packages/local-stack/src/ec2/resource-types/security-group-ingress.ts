import * as z from 'zod/mini';
import { refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { identifyBy } from './identify-resource.ts';
import { ingressRule } from './security-group-rule.ts';

const { Description: _descriptive, ...rule } = ingressRule();

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html */
export const securityGroupIngress = resourceType('AWS::EC2::SecurityGroupIngress', {
  properties: { ...rule, GroupId: z.string(), GroupName: refused('a default VPC') },
  update: 'anything',
  identify: identifyBy('sgr', 'Id'),
});
