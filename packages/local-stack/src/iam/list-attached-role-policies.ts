import {
  ListAttachedRolePolicies$,
  type ListAttachedRolePoliciesRequest,
  type ListAttachedRolePoliciesResponse,
} from '@aws-sdk/client-iam';
import { operation } from '../aws-endpoint/operation.ts';
import { type IamState, roleNamed, roleResource } from './iam-state.ts';
import { iamPage, policyNameOf } from './role-policies.ts';

export const listAttachedRolePolicies = operation<
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  IamState
>(ListAttachedRolePolicies$, {
  action: 'iam:ListAttachedRolePolicies',
  resource: roleResource,
  run({ RoleName, ...asked }, iam) {
    const { arn, managedPolicies = [] } = roleNamed(RoleName, iam);
    const attached = managedPolicies.map((policy) => ({
      PolicyName: policyNameOf(policy),
      PolicyArn: policy.arn,
    }));
    const { shown, more } = iamPage(attached, asked, ['ListAttachedRolePolicies', arn]);
    return { AttachedPolicies: shown, ...more };
  },
});
