import * as z from 'zod/mini';
import { inert, resourceType } from '../../deployment/resource-type.ts';

/**
 * As in CloudFormation, a reference to a schedule returns the secret's ARN.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html
 */
export const rotationSchedule = resourceType('AWS::SecretsManager::RotationSchedule', {
  properties: {
    SecretId: z.string(),
    RotationLambdaARN: z.string(),
    RotationRules: z.optional(
      z.strictObject({
        AutomaticallyAfterDays: z.optional(z.number()),
        Duration: inert,
        ScheduleExpression: inert,
      }),
    ),
    RotateImmediatelyOnUpdate: z._default(z.boolean(), true),
  },
  refused: [
    'ExternalSecretRotationMetadata',
    'ExternalSecretRotationRoleArn',
    'HostedRotationLambda',
  ],
  update: 'in place',
  identify: ({ SecretId }) => ({
    ref: String(SecretId),
    attributes: { Id: String(SecretId) },
  }),
});
