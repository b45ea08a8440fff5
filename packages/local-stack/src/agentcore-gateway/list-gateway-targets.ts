import {
  ListGatewayTargets$,
  type ListGatewayTargetsRequest,
  type ListGatewayTargetsResponse,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { operation } from '../aws-endpoint/operation.ts';
import { creationTime } from '../deployment/creation-time.ts';
import { type GatewaysState, gatewayArn, gatewayOf } from './gateways-state.ts';

export const listGatewayTargets = operation<
  ListGatewayTargetsRequest,
  ListGatewayTargetsResponse,
  GatewaysState
>(ListGatewayTargets$, {
  action: 'bedrock-agentcore:ListGatewayTargets',
  actsOn: ['gatewayIdentifier'],
  resource: gatewayArn,
  run: ({ gatewayIdentifier }, state) => ({
    items: gatewayOf(gatewayIdentifier, state).targets.map(({ targetId, name }) => ({
      targetId,
      name,
      status: 'READY',
      createdAt: creationTime,
      updatedAt: creationTime,
    })),
  }),
});
