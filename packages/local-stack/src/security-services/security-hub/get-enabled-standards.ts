import {
  GetEnabledStandards$,
  type GetEnabledStandardsRequest,
  type GetEnabledStandardsResponse,
} from '@aws-sdk/client-securityhub';
import { operation } from '../../aws-endpoint/operation.ts';
import { pageOf } from '../../aws-endpoint/page.ts';
import {
  hubArnOf,
  invalidSecurityHubInput,
  requireSubscription,
  type SecurityHubState,
} from './security-hub-state.ts';

/** The standard that Security Hub enables by default. */
const standard = 'aws-foundational-security-best-practices/v/1.0.0';

export const getEnabledStandards = operation<
  GetEnabledStandardsRequest,
  GetEnabledStandardsResponse,
  SecurityHubState
>(GetEnabledStandards$, {
  action: 'securityhub:GetEnabledStandards',
  resource: (_input, account) => hubArnOf(account),
  run({ StandardsSubscriptionArns, Providers, NextToken, MaxResults }, hub) {
    requireSubscription(hub);
    if (Providers !== undefined) {
      throw invalidSecurityHubInput('The local stack does not support Providers.');
    }
    const { partition, region, accountId } = hub.account;
    const subscription = {
      StandardsSubscriptionArn: `arn:${partition}:securityhub:${region}:${accountId}:subscription/${standard}`,
      StandardsArn: `arn:${partition}:securityhub:${region}::standards/${standard}`,
      StandardsInput: {},
      StandardsStatus: 'READY' as const,
    };
    const asked =
      StandardsSubscriptionArns?.includes(subscription.StandardsSubscriptionArn) ?? true;
    const page = pageOf(
      asked ? [subscription] : [],
      { limit: MaxResults, token: NextToken, query: StandardsSubscriptionArns ?? null },
      { maxLimit: 100, invalid: invalidSecurityHubInput },
    );
    return { StandardsSubscriptions: page.items, NextToken: page.nextToken };
  },
});
