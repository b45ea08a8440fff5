import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';
import { identifyBy } from './identify-resource.ts';
import { egressRule } from './security-group-rule.ts';

const { Description: _descriptive, ...rule } = egressRule();

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html */
export const securityGroupEgress = resourceType('AWS::EC2::SecurityGroupEgress', {
  properties: { ...rule, GroupId: z.string() },
  update: 'anything',
  identify: identifyBy('sgr', 'Id'),
});
