import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logGroup = resourceType('AWS::Logs::LogGroup', {
  properties: { LogGroupName: z.optional(z.string()) },
  inert: [
    'DataProtectionPolicy',
    'DeletionProtectionEnabled',
    'FieldIndexPolicies',
    'KmsKeyId',
    'LogGroupClass',
    'ResourcePolicyDocument',
    'RetentionInDays',
  ],
  refused: ['BearerTokenAuthenticationEnabled'],
  update: 'anything',
  identify(properties, context) {
    const ref = nameOf(properties, 'LogGroupName', context);
    return { ref, attributes: { Arn: arn('logs', context.account, `log-group:${ref}:*`) } };
  },
});
