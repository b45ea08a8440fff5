import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { inert, refused } from '../../deployment/property-treatment.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logGroup = resourceType('AWS::Logs::LogGroup', {
  properties: {
    LogGroupName: z.optional(z.string()),
    BearerTokenAuthenticationEnabled: refused('bearer tokens of CloudWatch Logs'),
    DataProtectionPolicy: refused('masked log events'),
    DeletionProtectionEnabled: inert('no operation deletes a log group'),
    FieldIndexPolicies: inert('CloudWatch Logs Insights is not served'),
    KmsKeyId: refused('log groups that a KMS key encrypts'),
    LogGroupClass: refused('log groups whose events cannot be read with GetLogEvents', [
      'STANDARD',
    ]),
    ResourcePolicyDocument: refused('resource policies of log groups'),
    RetentionInDays: inert('the log lasts until the stack stops'),
  },
  update: 'anything',
  identify(properties, context) {
    const ref = nameOf(properties, 'LogGroupName', context);
    return { ref, attributes: { Arn: arn('logs', context.account, `log-group:${ref}:*`) } };
  },
});
