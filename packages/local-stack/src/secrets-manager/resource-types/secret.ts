import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { inert, refused } from '../../deployment/property-treatment.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const secret = resourceType('AWS::SecretsManager::Secret', {
  properties: {
    Name: z.optional(z.string()),
    SecretString: z.string(),
    GenerateSecretString: refused('generated values of secrets'),
    KmsKeyId: z.optional(z.string()),
    ReplicaRegions: inert(
      'a replica is read in its own Region, and the local stack has one Region',
    ),
    Type: refused('secrets that a partner of AWS manages'),
  },
  update: 'in place',
  identify(properties, context) {
    const name = nameOf(properties, 'Name', context);
    const suffix = physicalId(context.logicalId, 'alphanumeric', 6);
    const ref = arn('secretsmanager', context.account, `secret:${name}-${suffix}`);
    return { ref, attributes: { Id: ref } };
  },
});
