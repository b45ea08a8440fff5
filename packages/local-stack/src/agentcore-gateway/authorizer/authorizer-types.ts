import type { IncomingMessage } from 'node:http';
import type { Clock } from '@hopwise/auth/clock';
import type { AccessControl } from '../../access/access-control.ts';
import type { Account } from '../../account.ts';
import type { DecisionRecord } from '../../decisions/decision-record.ts';
import type { DeployedGateway } from '../deployed-gateway.ts';
import type { GatewayResponse } from '../gateway-response.ts';

/** A request to a gateway with its body. */
export type GatewayRequest = {
  readonly request: IncomingMessage;
  readonly bytes: Uint8Array;
  /** Correlation id of the request's turn. */
  readonly turn: string | undefined;
};

/** The caller, who owns its MCP sessions, and the refusal of a request that is not authorized. */
export type Authorized = {
  readonly caller: string;
  readonly refusal?: GatewayResponse;
};

export type GatewayAuthorizer = (arrived: GatewayRequest) => Promise<Authorized>;

export type GatewayAuthorizerOptions = {
  readonly gateway: DeployedGateway;
  readonly access: AccessControl;
  readonly clock: Clock;
  readonly account: Account;
  readonly decisions: DecisionRecord;
};

export const invokeGateway = 'bedrock-agentcore:InvokeGateway';
