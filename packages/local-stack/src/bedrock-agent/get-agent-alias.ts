import {
  GetAgentAlias$,
  type GetAgentAliasRequest,
  type GetAgentAliasResponse,
} from '@aws-sdk/client-bedrock-agent';
import { operation } from '../aws-endpoint/operation.ts';
import { arn } from '../deployment/arn.ts';
import { creationTime } from '../deployment/creation-time.ts';
import { type AgentsState, agentOf, notFound } from './agents-state.ts';

export const getAgentAlias = operation<GetAgentAliasRequest, GetAgentAliasResponse, AgentsState>(
  GetAgentAlias$,
  {
    action: 'bedrock:GetAgentAlias',
    actsOn: ['agentId', 'agentAliasId'],
    hop: null,
    resource: ({ agentId = '', agentAliasId = '' }, account) =>
      arn('bedrock', account, `agent-alias/${agentId}/${agentAliasId}`),
    run({ agentId, agentAliasId = '' }, state) {
      const agent = agentOf(agentId, state);
      const alias = agent.aliases.find(({ aliasId }) => aliasId === agentAliasId);
      if (!alias) throw notFound(`Could not find alias ${agentAliasId} of agent ${agent.agentId}.`);
      return {
        agentAlias: {
          agentId: agent.agentId,
          agentAliasId: alias.aliasId,
          agentAliasName: alias.name,
          agentAliasArn: alias.aliasArn,
          agentAliasStatus: 'PREPARED',
          routingConfiguration: [{ agentVersion: alias.agentVersion }],
          createdAt: creationTime,
          updatedAt: creationTime,
        },
      };
    },
  },
);
