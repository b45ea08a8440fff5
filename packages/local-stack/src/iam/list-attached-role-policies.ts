import {
  ListAttachedRolePolicies$,
  type ListAttachedRolePoliciesRequest,
  type ListAttachedRolePoliciesResponse,
} from '@aws-sdk/client-iam';
import { operation } from '../aws-endpoint/operation.ts';
import { type IamState, roleNamed, roleResource } from './iam-state.ts';
import { iamPage } from './role-policies.ts';

/** The list is empty: the local stack refuses a role with managed policies. */
export const listAttachedRolePolicies = operation<
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  IamState
>(ListAttachedRolePolicies$, {
  action: 'iam:ListAttachedRolePolicies',
  resource: roleResource,
  run({ RoleName, ...asked }, iam) {
    const { arn } = roleNamed(RoleName, iam);
    const { more } = iamPage([], asked, ['ListAttachedRolePolicies', arn]);
    return { AttachedPolicies: [], ...more };
  },
});
