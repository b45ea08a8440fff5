import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';

/**
 * As in CloudFormation, a reference to a schedule returns the secret's ARN.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html
 */
export const rotationSchedule = resourceType('AWS::SecretsManager::RotationSchedule', {
  properties: {
    SecretId: z.string(),
    RotationLambdaARN: z.string(),
    RotationRules: z.optional(z.looseObject({ AutomaticallyAfterDays: z.optional(z.number()) })),
    RotateImmediatelyOnUpdate: z._default(z.boolean(), true),
  },
  update: 'in place',
  identify: ({ SecretId }) => ({
    ref: String(SecretId),
    attributes: { Id: String(SecretId) },
  }),
});
