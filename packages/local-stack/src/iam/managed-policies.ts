import { managedPolicyDocument } from '@hopwise/iam/managed-policies';
import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { PolicyDocument } from '@hopwise/iam/policy-document';
import type { ManagedPolicy } from '../access/deployed-role.ts';
import type { DeployedResources, TypedResource } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import { managedPolicy } from './resource-types/managed-policy.ts';
import type { role } from './resource-types/role.ts';

type Role = TypedResource<PropertiesOf<typeof role>>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxAttached = 20;

/** The managed policies of a template's roles. */
export type ManagedPolicies = {
  /** The policies that a role lists, and those that list the role. Throws `TemplateError`. */
  attachedTo(role: Role): readonly ManagedPolicy[];
  /** The policy that limits a role. Throws `TemplateError`. */
  boundaryOf(role: Role): ManagedPolicy | undefined;
};

/** Reads the managed policies of the template. Those of AWS are in `@hopwise/iam`. */
export const managedPoliciesOf = (resources: DeployedResources): ManagedPolicies => {
  const own = resources.of(managedPolicy);
  const documents = new Map<string, PolicyDocument>(
    own.map(({ ref, logicalId, properties }) => [
      ref,
      parsePolicyDocument(properties.PolicyDocument, logicalId).document,
    ]),
  );
  const find = (arn: string, { logicalId }: Role): ManagedPolicy => {
    const document = documents.get(arn) ?? managedPolicyDocument(arn);
    if (document !== undefined) {
      return { arn, name: `${logicalId}/${arn.slice(arn.lastIndexOf('/') + 1)}`, document };
    }
    throw new TemplateError(
      `${logicalId} refers to the managed policy ${arn}. The template does not have it, and the local stack does not have its document.`,
    );
  };
  return {
    attachedTo(role) {
      const arns = new Set([
        ...(role.properties.ManagedPolicyArns ?? []),
        ...own
          .filter(({ properties }) => properties.Roles.includes(role.ref))
          .map(({ ref }) => ref),
      ]);
      if (arns.size > maxAttached) {
        throw new TemplateError(
          `AWS refuses to create ${role.logicalId}: it has ${arns.size} managed policies, and can have ${maxAttached}.`,
        );
      }
      return [...arns].map((arn) => find(arn, role));
    },
    boundaryOf(role) {
      const { PermissionsBoundary } = role.properties;
      return PermissionsBoundary === undefined ? undefined : find(PermissionsBoundary, role);
    },
  };
};
