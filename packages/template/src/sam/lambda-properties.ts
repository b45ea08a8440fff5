import { asObject, type JsonObject } from '../json.ts';
import { isTraced } from './execution-role.ts';
import { withoutUndefined } from './sam-scope.ts';

/** Properties of a SAM function that a Lambda function does not have, or has in another form. */
const ofSam: ReadonlySet<string> = new Set([
  'AssumeRolePolicyDocument',
  'AutoPublishAlias',
  'AutoPublishAliasAllProperties',
  'AutoPublishCodeSha256',
  'CapacityProviderConfig',
  'CodeUri',
  'DeadLetterQueue',
  'DeploymentPreference',
  'EventInvokeConfig',
  'Events',
  'FunctionUrlConfig',
  'ImageUri',
  'InlineCode',
  'PermissionsBoundary',
  'Policies',
  'PropagateTags',
  'ProvisionedConcurrencyConfig',
  'RolePath',
  'SourceKMSKeyArn',
  'Tags',
  'Tracing',
  'VersionDeletionPolicy',
  'VersionDescription',
]);

/**
 * The properties of the Lambda function that SAM generates.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export const lambdaProperties = (properties: JsonObject): JsonObject => {
  const { CodeUri, ImageUri, InlineCode, Tracing, DeadLetterQueue } = properties;
  const same = Object.entries(properties).filter(([name]) => !ofSam.has(name));
  return withoutUndefined({
    ...Object.fromEntries(same),
    Code: codeOf({ CodeUri, ImageUri, InlineCode }),
    TracingConfig: isTraced(properties) ? { Mode: Tracing } : undefined,
    DeadLetterConfig:
      DeadLetterQueue === undefined
        ? undefined
        : { TargetArn: asObject(DeadLetterQueue).TargetArn },
  });
};

/** A local path has no place in S3 before `sam package`. */
const codeOf = ({ CodeUri, ImageUri, InlineCode }: JsonObject): JsonObject => {
  const { Bucket, Key, Version } = asObject(CodeUri);
  return withoutUndefined({
    ZipFile: InlineCode,
    ImageUri,
    S3Bucket: Bucket,
    S3Key: Key,
    S3ObjectVersion: Version,
  });
};
