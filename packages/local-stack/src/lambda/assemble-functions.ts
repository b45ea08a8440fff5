import { join } from 'node:path';
import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { AssembleContext } from '../deployment/deploy-stack.ts';
import type { DeployedResources, TypedResource } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import type { VpcConnection } from '../ec2/network.ts';
import { TemplateError } from '../template/template-error.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import type { FunctionLogging } from './function/function-logging.ts';
import { functionAliases, refuseAliasesOfUnknown } from './function-aliases.ts';
import { statementIdOf, statementOf } from './permission-statement.ts';
import { publishedVersions } from './published-versions.ts';
import { lambdaFunction } from './resource-types/function.ts';
import { permission } from './resource-types/permission.ts';
import { validateVariables } from './validate-variables.ts';

const runtimes: readonly string[] = ['nodejs24.x', 'nodejs22.x'];

type FunctionProperties = PropertiesOf<typeof lambdaFunction>;
type Permission = PropertiesOf<typeof permission>;

/** The functions of a template, each with its permissions. One folder contains all artifacts. */
export const assembleFunctions = (
  resources: DeployedResources,
  { artifactDirectory }: Pick<AssembleContext, 'artifactDirectory'>,
): readonly DeployedFunction[] => {
  const permissions = resources.of(permission);
  const functions = resources.of(lambdaFunction).map((resource) => {
    const { properties } = resource;
    const arn = resource.attributes.Arn ?? '';
    refuseRuntime(properties.Runtime, resource.logicalId);
    const vpc = vpcOf(properties.VpcConfig, resource.logicalId);
    const deployed: DeployedFunction = {
      logicalId: resource.logicalId,
      name: resource.ref,
      arn,
      roleArn: properties.Role,
      handler: properties.Handler,
      runtime: properties.Runtime,
      timeoutMs: properties.Timeout * 1000,
      memorySizeMb: properties.MemorySize,
      environment: variablesOf(properties, resource.logicalId),
      artifactPath: join(artifactDirectory, properties.Code.S3Key.split('/').at(-1) ?? ''),
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      logging: loggingOf(properties.LoggingConfig, resource.ref),
      ...(vpc && { vpc }),
      resourcePolicy: resourcePolicyOf(resource, [resource.ref, arn], permissions),
    };
    const policyOf = (qualifier: string) =>
      resourcePolicyOf(resource, qualifiedNames(deployed, qualifier), permissions);
    const versions = publishedVersions(deployed, resources, policyOf);
    const sources = { resources, resourcePolicyOf: policyOf };
    return { ...deployed, versions, aliases: functionAliases(deployed, versions, sources) };
  });
  refuseAliasesOfUnknown(resources, functions);
  refuseUnknownTargets(permissions, functions);
  return functions;
};

type Qualified = Required<Pick<DeployedFunction, 'versions' | 'aliases'>>;

/** The names of a version or an alias. The last one is its ARN. */
const qualifiedNames = ({ name, arn }: DeployedFunction, qualifier: string): readonly string[] => [
  `${name}:${qualifier}`,
  `${arn}:${qualifier}`,
];

/** Otherwise such a permission would grant nothing without a word. */
const refuseUnknownTargets = (
  permissions: readonly TypedResource<Permission>[],
  functions: readonly (DeployedFunction & Qualified)[],
): void => {
  const known = functions.flatMap((one) => [
    one.name,
    one.arn,
    ...[...one.versions, ...one.aliases].flatMap(({ alias, version = '' }) =>
      qualifiedNames(one, alias ?? version),
    ),
  ]);
  for (const { logicalId, properties } of permissions) {
    if (known.includes(properties.FunctionName)) continue;
    throw new TemplateError(
      `FunctionName of ${logicalId} is ${properties.FunctionName}, expected the name or ARN of a function of the template, of its version or of its alias.`,
    );
  }
};

/** Empty lists disconnect a function. https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html */
const vpcOf = (
  config: FunctionProperties['VpcConfig'],
  logicalId: string,
): VpcConnection | undefined => {
  const { SubnetIds: subnetIds = [], SecurityGroupIds: securityGroupIds = [] } = config ?? {};
  if (subnetIds.length === 0 && securityGroupIds.length === 0) return undefined;
  if (subnetIds.length > 0 && securityGroupIds.length > 0) return { subnetIds, securityGroupIds };
  throw new TemplateError(
    `VpcConfig of ${logicalId} needs SubnetIds and SecurityGroupIds. AWS refuses one of them without the other.`,
  );
};

const variablesOf = (
  { Environment: { Variables = {} } = {} }: FunctionProperties,
  logicalId: string,
): Readonly<Record<string, string>> => {
  try {
    validateVariables(Variables);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new TemplateError(`AWS refuses to create the function ${logicalId}: ${problem}`, {
      cause,
    });
  }
  return Variables;
};

const loggingOf = (
  config: FunctionProperties['LoggingConfig'],
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
    `The local stack does not support the runtime ${runtime} of ${logicalId}; it supports ${runtimes.join(' and ')}.`,
  );
};

/**
 * Lambda stores each permission as a statement of the function's resource policy. A permission that was added with
 * an id that the template uses later has no effect.
 *
 * @param names what permissions call the function or version; the last one is its ARN
 */
const resourcePolicyOf = (
  target: TypedResource<FunctionProperties>,
  names: readonly string[],
  permissions: readonly TypedResource<Permission>[],
): NamedPolicy | undefined => {
  const functionArn = names.at(-1) ?? '';
  const statements = new Map<string, unknown>();
  for (const { logicalId, properties } of permissions) {
    const sid = statementIdOf(logicalId);
    const isGranted = names.includes(properties.FunctionName);
    if (isGranted && !statements.has(sid)) {
      statements.set(sid, statementOf(sid, properties, functionArn));
    }
  }
  if (statements.size === 0) return undefined;
  return parsePolicyDocument(
    { Version: '2012-10-17', Id: 'default', Statement: [...statements.values()] },
    `${target.logicalId} (resource policy)`,
  );
};
