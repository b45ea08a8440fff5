import * as bedrock from '@aws-sdk/client-bedrock';
import * as client from '@aws-sdk/client-bedrock-agent';
import { awsService } from '../aws-service/aws-service.ts';
import { lambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import { createBedrockAgentRuntime } from './agent-runtime.ts';
import { type AgentsState, agentModel } from './agents-state.ts';
import { assembleAgents } from './assemble-agents.ts';
import type { DeployedAgent } from './deployed-agent.ts';
import { getAgent } from './get-agent.ts';
import { getAgentAlias } from './get-agent-alias.ts';
import { getFoundationModelAvailability } from './get-foundation-model-availability.ts';
import { modelAccess } from './model-access.ts';
import { agent } from './resource-types/agent.ts';
import { agentAlias } from './resource-types/agent-alias.ts';

/** Bedrock agents: their control plane, InvokeAgent (hop 3), and the account's access to their models. */
export const bedrockAgent = awsService<readonly DeployedAgent[], AgentsState>({
  signingName: 'bedrock',
  api: {
    protocol: 'restJson1',
    clients: [client, bedrock],
    hop: 3,
    path: /^\/(agents|foundation-model-availability)\//,
    validationCode: 'ValidationException',
    operations: [getAgent, getAgentAlias, getFoundationModelAvailability],
    handledOperations: [{ name: 'InvokeAgent', action: 'bedrock:InvokeAgent' }],
  },
  types: [agent, agentAlias],
  assemble: assembleAgents,
  start({ access, clock, account, decisions, ports }, deployed) {
    const model = ports.use(agentModel);
    const accessToModels = ports.use(modelAccess);
    let agents = deployed;
    const runtime = createBedrockAgentRuntime({
      agents,
      access,
      lambda: ports.use(lambdaInvoker),
      clock,
      account,
      spans: decisions,
      decisions,
      modelAccess: accessToModels,
      ...(model && { model }),
    });
    return {
      state: { agents: () => agents, modelAccess: accessToModels },
      handle: runtime.handle,
      update(updated) {
        agents = updated;
        runtime.update(updated);
      },
      environment() {
        const [first] = agents;
        const alias = first?.aliases[0];
        return {
          ...(first && { AGENT_ID: first.agentId }),
          ...(alias && { AGENT_ALIAS_ID: alias.aliasId }),
        };
      },
    };
  },
});
