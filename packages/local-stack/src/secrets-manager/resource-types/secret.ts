import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { physicalId } from '../../deployment/physical-id.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const secret = resourceType('AWS::SecretsManager::Secret', {
  properties: { Name: z.optional(z.string()), SecretString: z.string() },
  inert: ['KmsKeyId', 'ReplicaRegions', 'Type'],
  refused: ['GenerateSecretString'],
  update: 'in place',
  identify(properties, context) {
    const name = nameOf(properties, 'Name', context);
    const suffix = physicalId(context.logicalId, 'alphanumeric', 6);
    const ref = arn('secretsmanager', context.account, `secret:${name}-${suffix}`);
    return { ref, attributes: { Id: ref } };
  },
});
