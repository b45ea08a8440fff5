import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { arn } from '../deployment/arn.ts';
import type { DeployedGateway } from './deployed-gateway.ts';

/** The state of AgentCore's control plane. */
export type GatewaysState = {
  /** The currently deployed gateways. */
  readonly gateways: () => readonly DeployedGateway[];
};

/** Finds a gateway by id. Throws `ResourceNotFoundException`. */
export const gatewayOf = (
  asked: string | undefined,
  { gateways }: GatewaysState,
): DeployedGateway => {
  const gateway = gateways().find(({ gatewayId }) => gatewayId === asked);
  if (gateway) return gateway;
  throw new AwsError('ResourceNotFoundException', `Gateway ${asked ?? ''} does not exist.`, {
    status: 404,
  });
};

export const gatewayArn = (
  { gatewayIdentifier = '' }: { gatewayIdentifier?: string | undefined },
  account: Account,
): string => arn('bedrock-agentcore', account, `gateway/${gatewayIdentifier}`);
