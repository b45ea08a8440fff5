import {
  ListRolePolicies$,
  type ListRolePoliciesRequest,
  type ListRolePoliciesResponse,
} from '@aws-sdk/client-iam';
import { operation } from '../aws-endpoint/operation.ts';
import { type IamState, roleNamed, roleResource } from './iam-state.ts';
import { iamPage, policyNameOf } from './role-policies.ts';

export const listRolePolicies = operation<
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  IamState
>(ListRolePolicies$, {
  action: 'iam:ListRolePolicies',
  resource: roleResource,
  run({ RoleName, ...asked }, iam) {
    const { arn, identityPolicies } = roleNamed(RoleName, iam);
    const names = identityPolicies.map(policyNameOf).sort();
    const { shown, more } = iamPage(names, asked, ['ListRolePolicies', arn]);
    return { PolicyNames: shown, ...more };
  },
});
