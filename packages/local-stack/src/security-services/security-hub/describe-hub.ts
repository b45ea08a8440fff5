import {
  DescribeHub$,
  type DescribeHubRequest,
  type DescribeHubResponse,
} from '@aws-sdk/client-securityhub';
import { defineOperation } from '../../aws-endpoint/schema-operation.ts';
import {
  hubArnOf,
  requireSubscription,
  type SecurityHub,
  securityHubError,
} from './security-hub.ts';

export const describeHub = (hub: SecurityHub) => {
  const subscribedAt = new Date(hub.clock.now()).toISOString();
  return defineOperation<DescribeHubRequest, DescribeHubResponse>(DescribeHub$, ({ HubArn }) => {
    requireSubscription(hub);
    const hubArn = hubArnOf(hub.account);
    if (HubArn !== undefined && HubArn !== hubArn) {
      throw securityHubError('ResourceNotFoundException', `Hub ${HubArn} is not found.`, 404);
    }
    return {
      HubArn: hubArn,
      SubscribedAt: subscribedAt,
      AutoEnableControls: true,
      ControlFindingGenerator: 'SECURITY_CONTROL',
    };
  });
};
