import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { DeployedRole, RolePolicy } from '../access/deployed-role.ts';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import { TemplateError } from '../template/template-error.ts';
import { managedPoliciesOf } from './managed-policies.ts';
import { managedPolicy } from './resource-types/managed-policy.ts';
import { policy } from './resource-types/policy.ts';
import { role } from './resource-types/role.ts';

/** The roles of a template with their trust and identity policies. */
export const assembleRoles = (resources: DeployedResources): readonly DeployedRole[] => {
  refuseUnknownRoles(resources);
  const managed = managedPoliciesOf(resources);
  return resources.of(role).map(({ properties, ...resource }) => {
    const role = { ...resource, properties };
    return {
      logicalId: resource.logicalId,
      arn: resource.attributes.Arn ?? '',
      name: resource.ref,
      trustPolicy: rolePolicy(
        properties.AssumeRolePolicyDocument,
        `${resource.logicalId} (trust policy)`,
      ),
      identityPolicies: [
        ...properties.Policies,
        ...resources
          .of(policy)
          .map(({ properties: separate }) => separate)
          .filter(({ Roles }) => Roles.includes(resource.ref)),
      ].map(({ PolicyName, PolicyDocument }) =>
        rolePolicy(PolicyDocument, `${resource.logicalId}/${PolicyName}`),
      ),
      managedPolicies: managed.attachedTo(role),
      permissionsBoundary: managed.boundaryOf(role),
    };
  });
};

/** IAM puts no policy on a role that does not exist. */
const refuseUnknownRoles = (resources: DeployedResources): void => {
  const names = resources.of(role).map(({ ref }) => ref);
  for (const { logicalId, properties } of [
    ...resources.of(policy),
    ...resources.of(managedPolicy),
  ]) {
    const unknown = properties.Roles.find((name) => !names.includes(name));
    if (unknown !== undefined) {
      throw new TemplateError(
        `${logicalId} is a policy of the role ${unknown}, which the template does not have.`,
      );
    }
  }
};

const rolePolicy = (source: unknown, name: string): RolePolicy => ({
  ...parsePolicyDocument(source, name),
  source,
});
