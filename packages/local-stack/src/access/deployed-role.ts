import type { NamedPolicy } from '@hopwise/iam/policy-document';

/** An `AWS::IAM::Role` of the template. */
export type DeployedRole = {
  readonly arn: string;
  readonly name: string;
  readonly trustPolicy: NamedPolicy;
  readonly identityPolicies: readonly NamedPolicy[];
  readonly permissionsBoundary: NamedPolicy | undefined;
};
