import type { NamedPolicy } from '@hopwise/iam/policy-document';

/** A policy of a role. */
export type RolePolicy = NamedPolicy & {
  /** The document as it was written, which IAM returns unchanged. Default: the parsed document. */
  readonly source?: unknown;
};

/** An `AWS::IAM::Role` of the template, or a role of the account. */
export type DeployedRole = {
  /** Absent for a role that is not in the template. */
  readonly logicalId?: string;
  readonly arn: string;
  readonly name: string;
  readonly trustPolicy: RolePolicy;
  readonly identityPolicies: readonly RolePolicy[];
  readonly permissionsBoundary: NamedPolicy | undefined;
};
