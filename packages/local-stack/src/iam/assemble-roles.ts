import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { DeployedRole, RolePolicy } from '../access/deployed-role.ts';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import { role } from './resource-types/role.ts';

/** The roles of a template with their trust and identity policies. */
export const assembleRoles = (resources: DeployedResources): readonly DeployedRole[] =>
  resources.of(role).map(({ properties, ...resource }) => {
    refuseUnknownPolicies(resource.logicalId, properties);
    return {
      logicalId: resource.logicalId,
      arn: resource.attributes.Arn ?? '',
      name: resource.ref,
      trustPolicy: rolePolicy(
        properties.AssumeRolePolicyDocument,
        `${resource.logicalId} (trust policy)`,
      ),
      identityPolicies: properties.Policies.map((policy) =>
        rolePolicy(policy.PolicyDocument, `${resource.logicalId}/${policy.PolicyName}`),
      ),
      permissionsBoundary: undefined,
    };
  });

const rolePolicy = (source: unknown, name: string): RolePolicy => ({
  ...parsePolicyDocument(source, name),
  source,
});

/** The document of a managed policy is not in the template, so its permissions are unknown. */
const refuseUnknownPolicies = (logicalId: string, properties: PropertiesOf<typeof role>): void => {
  const [unknown] = [
    properties.ManagedPolicyArns ?? [],
    properties.PermissionsBoundary ?? [],
  ].flat();
  if (unknown === undefined) return;
  throw new TemplateError(
    `${logicalId} refers to the managed policy ${unknown}; the local stack supports inline policies only.`,
  );
};
