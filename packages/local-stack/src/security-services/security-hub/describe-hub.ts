import {
  DescribeHub$,
  type DescribeHubRequest,
  type DescribeHubResponse,
} from '@aws-sdk/client-securityhub';
import { operation } from '../../aws-endpoint/operation.ts';
import {
  hubArnOf,
  requireSubscription,
  type SecurityHubState,
  securityHubError,
} from './security-hub-state.ts';

export const describeHub = operation<DescribeHubRequest, DescribeHubResponse, SecurityHubState>(
  DescribeHub$,
  {
    action: 'securityhub:DescribeHub',
    actsOn: ['HubArn'],
    resource: (_input, account) => hubArnOf(account),
    run({ HubArn }, hub) {
      requireSubscription(hub);
      const hubArn = hubArnOf(hub.account);
      if (HubArn !== undefined && HubArn !== hubArn) {
        throw securityHubError('ResourceNotFoundException', `Hub ${HubArn} is not found.`, 404);
      }
      return {
        HubArn: hubArn,
        SubscribedAt: hub.subscribedAt,
        AutoEnableControls: true,
        ControlFindingGenerator: 'SECURITY_CONTROL',
      };
    },
  },
);
