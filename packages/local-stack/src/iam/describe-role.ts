import type { Role } from '@aws-sdk/client-iam';
import type { DeployedRole } from '../access/deployed-role.ts';
import { roleIdOf } from '../access/role-id.ts';
import { creationTime } from '../deployment/creation-time.ts';
import { encodedPolicy } from './role-policies.ts';

/** Describes a role as the IAM API does. */
export const describeRole = ({ arn, name, trustPolicy }: DeployedRole): Role => ({
  Path: /:role(\/.*)$/.exec(arn.slice(0, -name.length))?.[1] ?? '/',
  RoleName: name,
  RoleId: roleIdOf(arn),
  Arn: arn,
  CreateDate: creationTime,
  AssumeRolePolicyDocument: encodedPolicy(trustPolicy),
  MaxSessionDuration: 3600,
});
