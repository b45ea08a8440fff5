import * as z from 'zod/mini';
import { allRefused, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

const noSchedule =
  'no schedule falls due: a secret is rotated at the deployment and by RotateSecret';

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
        Duration: inert(noSchedule),
        ScheduleExpression: inert(noSchedule),
      }),
    ),
    RotateImmediatelyOnUpdate: z._default(z.boolean(), true),
    HostedRotationLambda: refused('the rotation functions that AWS hosts'),
    ...allRefused('secrets that a partner of AWS manages', [
      'ExternalSecretRotationMetadata',
      'ExternalSecretRotationRoleArn',
    ]),
  },
  update: 'in place',
  identify: ({ SecretId }) => ({
    ref: String(SecretId),
    attributes: { Id: String(SecretId) },
  }),
});
