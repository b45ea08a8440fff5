import {
  type Agent,
  type AgentAlias,
  GetAgent$,
  GetAgentAlias$,
  type GetAgentAliasRequest,
  type GetAgentAliasResponse,
  type GetAgentRequest,
  type GetAgentResponse,
} from '@aws-sdk/client-bedrock-agent';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import { createSchemaService, type SchemaService } from '../aws-endpoint/schema-service.ts';
import type { DeployedAgent } from './deployed-agent.ts';

type Options = {
  /** The agents that are currently deployed. */
  readonly agents: () => readonly DeployedAgent[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
};

/** The read operations of Bedrock's control plane for agents and aliases. */
export const createAgentManagement = ({ agents, access, account }: Options): SchemaService => {
  const agentOf = (asked: string): DeployedAgent => {
    const agent = agents().find(({ agentId }) => agentId === asked);
    if (agent) return agent;
    throw notFound(`Could not find agent ${asked}.`);
  };
  return createSchemaService({
    signingName: 'bedrock',
    protocol: 'restJson1',
    validationCode: 'ValidationException',
    hop: null,
    operations: [
      defineOperation<GetAgentRequest, GetAgentResponse>(GetAgent$, ({ agentId = '' }) => ({
        agent: describedAgent(agentOf(agentId)),
      })),
      defineOperation<GetAgentAliasRequest, GetAgentAliasResponse>(
        GetAgentAlias$,
        ({ agentId = '', agentAliasId = '' }) => ({
          agentAlias: describedAlias(agentOf(agentId), agentAliasId),
        }),
      ),
    ],
    access,
    account,
  });
};

const notFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { status: 404 });

const timestamp = new Date(0);

const describedAgent = (agent: DeployedAgent): Agent => ({
  agentId: agent.agentId,
  agentName: agent.name,
  agentArn: agent.agentArn,
  agentVersion: 'DRAFT',
  agentStatus: agent.prepared ? 'PREPARED' : 'NOT_PREPARED',
  agentResourceRoleArn: agent.roleArn,
  foundationModel: agent.modelId,
  instruction: agent.instruction,
  idleSessionTTLInSeconds: agent.idleSessionTtlMs / 1000,
  createdAt: timestamp,
  updatedAt: timestamp,
});

const describedAlias = (agent: DeployedAgent, asked: string): AgentAlias => {
  const alias = agent.aliases.find(({ aliasId }) => aliasId === asked);
  if (!alias) throw notFound(`Could not find alias ${asked} of agent ${agent.agentId}.`);
  return {
    agentId: agent.agentId,
    agentAliasId: alias.aliasId,
    agentAliasName: alias.name,
    agentAliasArn: alias.aliasArn,
    agentAliasStatus: 'PREPARED',
    routingConfiguration: [{ agentVersion: alias.agentVersion }],
    createdAt: timestamp,
    updatedAt: timestamp,
  };
};
