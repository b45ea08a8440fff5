import {
  BatchGetAccountStatus$,
  type BatchGetAccountStatusRequest,
  type BatchGetAccountStatusResponse,
} from '@aws-sdk/client-inspector2';
import { anyResource, operation } from '../../aws-endpoint/operation.ts';
import type { InspectorState } from './inspector-state.ts';

/** Without account ids, the request means the caller's account. The caller administers no other account. */
export const batchGetAccountStatus = operation<
  BatchGetAccountStatusRequest,
  BatchGetAccountStatusResponse,
  InspectorState
>(BatchGetAccountStatus$, {
  action: 'inspector2:BatchGetAccountStatus',
  actsOn: ['accountIds'],
  resource: anyResource,
  run({ accountIds = [] }, { account, status }) {
    const asked = accountIds.length > 0 ? accountIds : [account.accountId];
    const [own, others] = [
      asked.filter((id) => id === account.accountId),
      asked.filter((id) => id !== account.accountId),
    ];
    const state = { status, errorCode: undefined, errorMessage: undefined };
    return {
      accounts: own.map((accountId) => ({
        accountId,
        state,
        resourceState: { ec2: state, ecr: state, lambda: state },
      })),
      failedAccounts: others.map((accountId) => ({
        accountId,
        errorCode: 'ACCESS_DENIED' as const,
        errorMessage: 'The account is not a member of the caller.',
      })),
    };
  },
});
