import { join } from 'node:path';
import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import * as z from 'zod/mini';
import type { DeployedFunction } from '../lambda/function/deployed-function.ts';
import { type FunctionLogging, logLevels } from '../lambda/function/function-logging.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import { refuseProperties } from './refuse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const runtimes: readonly string[] = ['nodejs24.x', 'nodejs22.x'];

const loggingProperties = z.looseObject({
  LogFormat: z._default(z.enum(['Text', 'JSON']), 'Text'),
  ApplicationLogLevel: z._default(z.enum(logLevels), 'INFO'),
  SystemLogLevel: z._default(z.enum(['DEBUG', 'INFO', 'WARN']), 'INFO'),
  LogGroup: z.optional(z.string()),
});

const functionProperties = z.looseObject({
  Code: z.looseObject({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string(),
  Role: z.string(),
  Timeout: z._default(z.number(), 3),
  MemorySize: z._default(z.number(), 128),
  ReservedConcurrentExecutions: z.optional(z.number()),
  LoggingConfig: z.optional(loggingProperties),
  Environment: z.optional(
    z.looseObject({ Variables: z.optional(z.record(z.string(), z.coerce.string())) }),
  ),
});

const permissionProperties = z.looseObject({
  FunctionName: z.string(),
  Action: z.string(),
  Principal: z.string(),
  SourceArn: z.optional(z.string()),
  SourceAccount: z.optional(z.string()),
});

/** The functions of a template, each with the permissions that name it. Artifacts lie in one folder. */
export const assembleFunctions = (
  resources: readonly DeployedResource[],
  artifactDirectory: string,
): readonly DeployedFunction[] => {
  const permissions = resourcesOfType(resources, 'AWS::Lambda::Permission');
  return resourcesOfType(resources, 'AWS::Lambda::Function').map((resource) => {
    const properties = parseProperties(functionProperties, resource);
    refuseRuntime(properties.Runtime, resource.logicalId);
    return {
      logicalId: resource.logicalId,
      name: resource.ref,
      arn: resource.attributes.Arn ?? '',
      roleArn: properties.Role,
      handler: properties.Handler,
      runtime: properties.Runtime,
      timeoutMs: properties.Timeout * 1000,
      memorySizeMb: properties.MemorySize,
      environment: properties.Environment?.Variables ?? {},
      artifactPath: join(artifactDirectory, properties.Code.S3Key.split('/').at(-1) ?? ''),
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      logging: loggingOf(properties.LoggingConfig, resource.ref),
      resourcePolicy: resourcePolicyOf(resource, permissions),
    };
  });
};

const loggingOf = (
  config: z.infer<typeof loggingProperties> | undefined,
  functionName: string,
): FunctionLogging => ({
  format: config?.LogFormat ?? 'Text',
  applicationLevel: config?.ApplicationLogLevel ?? 'INFO',
  systemLevel: config?.SystemLogLevel ?? 'INFO',
  logGroup: config?.LogGroup ?? `/aws/lambda/${functionName}`,
});

const refuseRuntime = (runtime: string, logicalId: string): void => {
  if (runtimes.includes(runtime)) return;
  throw new TemplateError(
    `The local stack does not run ${runtime} of ${logicalId}; it runs ${runtimes.join(' and ')}.`,
  );
};

/** Lambda keeps each permission as a statement of the function's resource policy. */
const resourcePolicyOf = (
  target: DeployedResource,
  permissions: readonly DeployedResource[],
): NamedPolicy | undefined => {
  const functionArn = target.attributes.Arn ?? '';
  const statements = permissions.flatMap((resource) => {
    refuseProperties(['EventSourceToken', 'FunctionUrlAuthType', 'PrincipalOrgID'], resource);
    const permission = parseProperties(permissionProperties, resource);
    const named = [target.ref, functionArn].includes(permission.FunctionName);
    return named ? [statementOf(resource.logicalId, permission, functionArn)] : [];
  });
  if (statements.length === 0) return undefined;
  return parsePolicyDocument(
    { Version: '2012-10-17', Statement: statements },
    `${target.logicalId} (resource policy)`,
  );
};

const statementOf = (
  sid: string,
  permission: z.infer<typeof permissionProperties>,
  functionArn: string,
) => ({
  Sid: sid,
  Effect: 'Allow',
  Principal: permission.Principal.includes('.amazonaws.com')
    ? { Service: permission.Principal }
    : { AWS: permission.Principal },
  Action: permission.Action,
  Resource: functionArn,
  Condition: {
    ...(permission.SourceAccount && {
      StringEquals: { 'aws:SourceAccount': permission.SourceAccount },
    }),
    ...(permission.SourceArn && { ArnLike: { 'aws:SourceArn': permission.SourceArn } }),
  },
});
