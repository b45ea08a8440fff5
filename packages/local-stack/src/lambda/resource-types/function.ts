import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { inert, resourceType } from '../../deployment/resource-type.ts';
import { logLevels } from '../function/function-logging.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction = resourceType('AWS::Lambda::Function', {
  properties: {
    FunctionName: z.optional(z.string()),
    Code: z.strictObject({
      S3Key: z.string(),
      S3Bucket: inert,
      S3ObjectStorageMode: inert,
      S3ObjectVersion: inert,
      SourceKMSKeyArn: inert,
    }),
    Handler: z.string(),
    Runtime: z.string(),
    Role: z.string(),
    Timeout: z._default(z.number(), 3),
    MemorySize: z._default(z.number(), 128),
    ReservedConcurrentExecutions: z.optional(z.number()),
    LoggingConfig: z.optional(
      z.strictObject({
        LogFormat: z._default(z.enum(['Text', 'JSON']), 'Text'),
        ApplicationLogLevel: z._default(z.enum(logLevels), 'INFO'),
        SystemLogLevel: z._default(z.enum(['DEBUG', 'INFO', 'WARN']), 'INFO'),
        LogGroup: z.optional(z.string()),
      }),
    ),
    Environment: z.optional(
      z.strictObject({ Variables: z.optional(z.record(z.string(), z.coerce.string())) }),
    ),
  },
  inert: [
    'Architectures',
    'CapacityProviderConfig',
    'CodeSigningConfigArn',
    'DeadLetterConfig',
    'DurableConfig',
    'EphemeralStorage',
    'FileSystemConfigs',
    'FunctionScalingConfig',
    'ImageConfig',
    'KmsKeyArn',
    'Layers',
    'PackageType',
    'PublishToLatestPublished',
    'RecursiveLoop',
    'RuntimeManagementConfig',
    'SnapStart',
    'TenancyConfig',
    'TracingConfig',
    'VpcConfig',
  ],
  update: 'anything',
  identify(properties, context) {
    const ref = nameOf(properties, 'FunctionName', context);
    return { ref, attributes: { Arn: arn('lambda', context.account, `function:${ref}`) } };
  },
});
