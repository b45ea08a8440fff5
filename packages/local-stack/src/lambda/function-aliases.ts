import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { DeployedResources, TypedResource } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import type { DeployedFunction } from './function/deployed-function.ts';
import { alias } from './resource-types/alias.ts';

type Alias = TypedResource<PropertiesOf<typeof alias>>;

/** A name cannot be a number, because a version has one. https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
const aliasName = /^(?!\d+$)[\w-]{1,128}$/;

/**
 * The aliases of a function. Each refers to `$LATEST` or to a published version, and has its own permissions.
 *
 * @param resourcePolicyOf the permissions of an alias, which are those of neither the function nor the version
 * @throws TemplateError for a wrong name, a second alias with the same name, and a version that the template does not publish
 */
export const functionAliases = (
  target: DeployedFunction,
  versions: readonly DeployedFunction[],
  { resources, resourcePolicyOf }: AliasSources,
): readonly DeployedFunction[] => {
  const own = resources.of(alias).filter(({ ref, properties }) => {
    return ref === `${target.arn}:${properties.Name}`;
  });
  return own.map((one, index) => {
    refuseName(one, own.slice(0, index));
    const { Name: name } = one.properties;
    const arn = `${target.arn}:${name}`;
    const resourcePolicy = resourcePolicyOf(name);
    return { ...versionOf(one, target, versions), arn, alias: name, resourcePolicy };
  });
};

export type AliasSources = {
  readonly resources: DeployedResources;
  readonly resourcePolicyOf: (name: string) => NamedPolicy | undefined;
};

const versionOf = (
  { logicalId, properties: { FunctionVersion } }: Alias,
  target: DeployedFunction,
  versions: readonly DeployedFunction[],
): DeployedFunction => {
  if (FunctionVersion === '$LATEST') return target;
  const found = versions.find(({ version }) => version === FunctionVersion);
  if (found) return found;
  const known = ['$LATEST', ...versions.map(({ version }) => version)].join(' or ');
  throw new TemplateError(
    `FunctionVersion of ${logicalId} is ${FunctionVersion}, expected ${known}: the versions of ${target.logicalId} in the template.`,
  );
};

const refuseName = ({ logicalId, properties }: Alias, others: readonly Alias[]): void => {
  if (!aliasName.test(properties.Name)) {
    throw new TemplateError(
      `Name of ${logicalId} is ${JSON.stringify(properties.Name)}, expected letters, digits, _ and -, and not only digits.`,
    );
  }
  const other = others.find((one) => one.properties.Name === properties.Name);
  if (other === undefined) return;
  throw new TemplateError(
    `${other.logicalId} and ${logicalId} are both the alias ${properties.Name} of one function. A name is unique.`,
  );
};

/** Otherwise such an alias would exist for references, but no call could reach it. */
export const refuseAliasesOfUnknown = (
  resources: DeployedResources,
  functions: readonly DeployedFunction[],
): void => {
  for (const { logicalId, ref, properties } of resources.of(alias)) {
    if (functions.some(({ arn }) => ref === `${arn}:${properties.Name}`)) continue;
    throw new TemplateError(
      `FunctionName of ${logicalId} is ${properties.FunctionName}, expected the name or ARN of a function of the template.`,
    );
  }
};
