import type { NamedPolicy } from '@hopwise/iam/policy-document';

/** A policy of a role. */
export type RolePolicy = NamedPolicy & {
  /** The document as it was written, which IAM returns unchanged. Default: the parsed document. */
  readonly source?: unknown;
};

/** A managed policy that is attached to a role. */
export type ManagedPolicy = NamedPolicy & { readonly arn: string };

/** An `AWS::IAM::Role` of the template, or a role of the account. */
export type DeployedRole = {
  /** Absent for a role that is not in the template. */
  readonly logicalId?: string;
  readonly arn: string;
  readonly name: string;
  readonly trustPolicy: RolePolicy;
  /** The inline policies. */
  readonly identityPolicies: readonly RolePolicy[];
  readonly managedPolicies?: readonly ManagedPolicy[];
  readonly permissionsBoundary: NamedPolicy | undefined;
};

type Policies = Pick<DeployedRole, 'identityPolicies' | 'managedPolicies' | 'permissionsBoundary'>;

/** The policies by which calls of a role are decided. Without a role, there are no policies. */
export const decidingPolicies = (role: Policies | undefined) => ({
  identityPolicies: [...(role?.identityPolicies ?? []), ...(role?.managedPolicies ?? [])],
  permissionsBoundary: role?.permissionsBoundary,
});
