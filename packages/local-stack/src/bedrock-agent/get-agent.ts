import {
  GetAgent$,
  type GetAgentRequest,
  type GetAgentResponse,
} from '@aws-sdk/client-bedrock-agent';
import { operation } from '../aws-endpoint/operation.ts';
import { arn } from '../deployment/arn.ts';
import { creationTime } from '../deployment/creation-time.ts';
import { type AgentsState, agentOf } from './agents-state.ts';

export const getAgent = operation<GetAgentRequest, GetAgentResponse, AgentsState>(GetAgent$, {
  action: 'bedrock:GetAgent',
  actsOn: ['agentId'],
  hop: null,
  resource: ({ agentId = '' }, account) => arn('bedrock', account, `agent/${agentId}`),
  run({ agentId }, state) {
    const agent = agentOf(agentId, state);
    return {
      agent: {
        agentId: agent.agentId,
        agentName: agent.name,
        agentArn: agent.agentArn,
        agentVersion: 'DRAFT',
        agentStatus: agent.prepared ? 'PREPARED' : 'NOT_PREPARED',
        agentResourceRoleArn: agent.roleArn,
        foundationModel: agent.modelId,
        instruction: agent.instruction,
        idleSessionTTLInSeconds: agent.idleSessionTtlMs / 1000,
        createdAt: creationTime,
        updatedAt: creationTime,
      },
    };
  },
});
