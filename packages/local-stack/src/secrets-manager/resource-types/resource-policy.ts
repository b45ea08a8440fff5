import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';

/**
 * As in CloudFormation, a reference to a policy returns the secret's ARN.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-resourcepolicy.html
 */
export const resourcePolicy = resourceType('AWS::SecretsManager::ResourcePolicy', {
  properties: {
    SecretId: z.string(),
    /** An object or JSON text. */
    ResourcePolicy: z.unknown(),
    BlockPublicPolicy: z._default(z.boolean(), false),
  },
  update: 'anything',
  identify: ({ SecretId }) => ({
    ref: String(SecretId),
    attributes: { Id: String(SecretId) },
  }),
});
