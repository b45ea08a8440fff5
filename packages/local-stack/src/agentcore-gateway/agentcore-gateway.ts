import * as client from '@aws-sdk/client-bedrock-agentcore-control';
import { awsService } from '../aws-service/aws-service.ts';
import { lambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import { assembleGateways } from './assemble-gateways.ts';
import { createAgentCoreGateway } from './create-agentcore-gateway.ts';
import type { DeployedGateway } from './deployed-gateway.ts';
import type { GatewaysState } from './gateways-state.ts';
import { getGateway } from './get-gateway.ts';
import { listGatewayTargets } from './list-gateway-targets.ts';
import { gateway } from './resource-types/gateway.ts';
import { gatewayTarget } from './resource-types/gateway-target.ts';

/** AgentCore Gateway: its control plane, and the MCP endpoint of the template's gateway (hop 6). */
export const agentCoreGateway = awsService<readonly DeployedGateway[], GatewaysState>({
  signingName: 'bedrock-agentcore',
  api: {
    protocol: 'restJson1',
    clients: [client],
    hop: null,
    path: /^\/gateways\//,
    validationCode: 'ValidationException',
    operations: [getGateway, listGatewayTargets],
  },
  types: [gateway, gatewayTarget],
  assemble: assembleGateways,
  start({ access, clock, account, decisions, traces, ports, attach }, deployed) {
    let current = deployed;
    const serve = (gateways: readonly DeployedGateway[]): void => {
      current = gateways;
      const [served] = gateways;
      if (!served) return;
      const lambda = ports.use(lambdaInvoker);
      attach(
        'gateway',
        createAgentCoreGateway({
          gateway: served,
          access,
          lambda,
          clock,
          account,
          decisions,
          traces,
        }),
      );
    };
    serve(deployed);
    return {
      state: { gateways: () => current },
      update: serve,
      environment() {
        const [served] = current;
        return served ? { GATEWAY_URL: served.url } : {};
      },
    };
  },
});
