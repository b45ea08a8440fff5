import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { allRefused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/**
 * An inline policy that a template keeps apart from its roles.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const policy = resourceType('AWS::IAM::Policy', {
  properties: {
    PolicyName: z.string(),
    PolicyDocument: z.unknown(),
    Roles: z._default(z.array(z.string()), []),
    ...allRefused('users and groups of IAM', ['Groups', 'Users']),
  },
  update: 'anything',
  identify(_properties, { logicalId, stackName }) {
    const ref = `${stackName}-${logicalId}-${physicalId(logicalId, 'upperAlphanumeric', 12)}`;
    return { ref, attributes: { Id: ref } };
  },
});
