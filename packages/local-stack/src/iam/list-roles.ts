import { ListRoles$, type ListRolesRequest, type ListRolesResponse } from '@aws-sdk/client-iam';
import { operation } from '../aws-endpoint/operation.ts';
import { describeRole } from './describe-role.ts';
import type { IamState } from './iam-state.ts';
import { iamPage } from './role-policies.ts';

/** Every role has the path `/`. */
export const listRoles = operation<ListRolesRequest, ListRolesResponse, IamState>(ListRoles$, {
  action: 'iam:ListRoles',
  resource: (_input, { partition, accountId }) => `arn:${partition}:iam::${accountId}:role/`,
  run({ PathPrefix = '/', ...asked }, { roles }) {
    const found = PathPrefix === '/' ? roles() : [];
    const byName = found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const { shown, more } = iamPage(byName, asked, ['ListRoles', PathPrefix]);
    return { Roles: shown.map(describeRole), ...more };
  },
});
