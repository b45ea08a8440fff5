import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { inert, refused } from '../../deployment/property-treatment.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { logLevels } from '../function/function-logging.ts';

const localZip = 'the zip comes from the folder of the package';

/** CloudFormation accepts a number or a boolean in place of its text, but no list and no object. */
const text = z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String));

/** The last part is the name of a zip in the folder of the package. `..` would lead out of it. */
const fileInFolder = /^(?!(?:.*\/)?\.{0,2}(?:\/|$))[^\p{Cc}\\]+$/u;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction = resourceType('AWS::Lambda::Function', {
  properties: {
    FunctionName: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
    Code: z.strictObject({
      S3Key: z.string().check(z.regex(fileInFolder, 'expected the path of a zip without ..')),
      S3Bucket: inert(localZip),
      S3ObjectStorageMode: inert(localZip),
      S3ObjectVersion: inert(localZip),
      SourceKMSKeyArn: refused('a zip that a KMS key encrypts'),
      ZipFile: refused('code in the template; the packaged zip has the code'),
      ImageUri: refused('container images'),
    }),
    Handler: z.string(),
    Runtime: z.string(),
    Role: z.string(),
    Timeout: z._default(z.int().check(z.gte(1), z.lte(900)), 3),
    MemorySize: z._default(z.int().check(z.gte(128), z.lte(10_240)), 128),
    ReservedConcurrentExecutions: z.optional(z.int().check(z.gte(0))),
    LoggingConfig: z.optional(
      z.strictObject({
        LogFormat: z._default(z.enum(['Text', 'JSON']), 'Text'),
        ApplicationLogLevel: z._default(z.enum(logLevels), 'INFO'),
        SystemLogLevel: z._default(z.enum(['DEBUG', 'INFO', 'WARN']), 'INFO'),
        LogGroup: z.optional(z.string()),
      }),
    ),
    Environment: z.optional(z.strictObject({ Variables: z.optional(z.record(z.string(), text)) })),
    Architectures: inert("the code runs on this machine's processor"),
    CapacityProviderConfig: refused('instances that Lambda manages'),
    CodeSigningConfigArn: refused('signed code'),
    DeadLetterConfig: refused('queues or topics for events that failed'),
    DurableConfig: refused('durable functions'),
    EphemeralStorage: inert("/tmp is this machine's disk, whatever its size"),
    FileSystemConfigs: refused('file systems'),
    FunctionScalingConfig: refused('instances that Lambda manages'),
    ImageConfig: refused('container images'),
    KmsKeyArn: refused('variables that a KMS key encrypts'),
    Layers: refused('layers'),
    PackageType: refused('container images', ['Zip']),
    PublishToLatestPublished: refused('instances that Lambda manages'),
    RecursiveLoop: inert('a loop needs a queue, a topic or a bucket, and none is served'),
    RuntimeManagementConfig: inert("the code runs on this machine's Node"),
    SnapStart: refused('snapshots of environments', [{ ApplyOn: 'None' }]),
    TenancyConfig: refused('environments per tenant'),
    TracingConfig: inert('AWS X-Ray is not served; a missing permission for it breaks no call'),
    VpcConfig: z.optional(
      z.strictObject({
        SubnetIds: z._default(z.array(z.string()), []),
        SecurityGroupIds: z._default(z.array(z.string()), []),
        Ipv6AllowedForDualStack: refused('IPv6'),
      }),
    ),
  },
  update: 'anything',
  identify(properties, context) {
    const ref = nameOf(properties, 'FunctionName', context);
    return { ref, attributes: { Arn: arn('lambda', context.account, `function:${ref}`) } };
  },
});
