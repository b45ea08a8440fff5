import { GetRole$, type GetRoleRequest, type GetRoleResponse } from '@aws-sdk/client-iam';
import { operation } from '../aws-endpoint/operation.ts';
import { describeRole } from './describe-role.ts';
import { type IamState, roleNamed, roleResource } from './iam-state.ts';

export const getRole = operation<GetRoleRequest, GetRoleResponse, IamState>(GetRole$, {
  action: 'iam:GetRole',
  actsOn: ['RoleName'],
  resource: roleResource,
  run: ({ RoleName }, iam) => ({ Role: describeRole(roleNamed(RoleName, iam)) }),
});
