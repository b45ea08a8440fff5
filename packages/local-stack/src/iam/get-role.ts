import { GetRole$, type GetRoleRequest, type GetRoleResponse } from '@aws-sdk/client-iam';
import type { DeployedRole } from '../access/deployed-role.ts';
import { roleIdOf } from '../access/role-id.ts';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import { type IamState, roleBy } from './iam-state.ts';

export const getRole = operation<GetRoleRequest, GetRoleResponse, IamState>(GetRole$, {
  action: 'iam:GetRole',
  resource: ({ RoleName = '' }, { partition, accountId }) =>
    `arn:${partition}:iam::${accountId}:role/${RoleName}`,
  run: ({ RoleName = '' }, iam) => ({
    Role: described(roleBy(iam, ({ name }) => name === RoleName, RoleName)),
  }),
});

/** IAM returns policies percent-encoded. */
const described = ({ arn, name, trustPolicy }: DeployedRole) => ({
  Path: '/',
  RoleName: name,
  RoleId: roleIdOf(arn),
  Arn: arn,
  CreateDate: creationTime,
  AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trustPolicy.document)),
});
