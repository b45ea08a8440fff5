import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { inert } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { egressRule, ingressRule } from './security-group-rule.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html */
export const securityGroup = resourceType('AWS::EC2::SecurityGroup', {
  properties: {
    VpcId: z.string(),
    SecurityGroupEgress: z.optional(z.array(z.strictObject(egressRule()))),
    SecurityGroupIngress: z.optional(z.array(z.strictObject(ingressRule()))),
    GroupDescription: inert('a description'),
    GroupName: inert('a group is referred to by its id'),
  },
  update: 'anything',
  identify({ VpcId }, { logicalId }) {
    const ref = `sg-${physicalId(logicalId, 'hexadecimal', 17)}`;
    return { ref, attributes: { GroupId: ref, Id: ref, VpcId: String(VpcId) } };
  },
});
