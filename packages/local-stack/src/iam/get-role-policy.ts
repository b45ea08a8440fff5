import {
  GetRolePolicy$,
  type GetRolePolicyRequest,
  type GetRolePolicyResponse,
} from '@aws-sdk/client-iam';
import { operation } from '../aws-endpoint/operation.ts';
import { type IamState, roleNamed, roleResource } from './iam-state.ts';
import { encodedPolicy, inlinePolicyOf } from './role-policies.ts';

export const getRolePolicy = operation<GetRolePolicyRequest, GetRolePolicyResponse, IamState>(
  GetRolePolicy$,
  {
    action: 'iam:GetRolePolicy',
    resource: roleResource,
    run({ RoleName, PolicyName = '' }, iam) {
      const role = roleNamed(RoleName, iam);
      return {
        RoleName: role.name,
        PolicyName,
        PolicyDocument: encodedPolicy(inlinePolicyOf(role, PolicyName)),
      };
    },
  },
);
