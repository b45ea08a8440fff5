import { randomUUID } from 'node:crypto';
import { GetAgentAliasCommand } from '@aws-sdk/client-bedrock-agent';
import { isModelFailure } from '@hopwise/contracts/codes/local-failures';
import type { Decision } from '@hopwise/contracts/decision';
import { existing } from '../stack/aws-failure.ts';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { nameOfRole, roleAllows } from '../stack/policies.ts';
import { askAgent, turnTimeoutMs } from './agent-turn.ts';
import { factOfDecision } from './fact-of-decision.ts';
import { onEach } from './on-each.ts';

const action = 'bedrock:InvokeAgent';

/** Checks whether the roles of the functions that ask an agent can invoke its alias. */
export const agentPermission: LiveCheck = {
  name: `whether the role of the agent's caller grants ${action} on the alias`,
  hop: 3,
  run: (context) =>
    onEach(context.stack.topology.aliases, async ({ agentId, aliasArn: alias, callerArn }) => {
      const { Role: roleArn = '' } = await context.read.functionOf(callerArn);
      if (await roleAllows(context, { roleArn, action, resource: alias })) return nothing;
      const role = nameOfRole(roleArn);
      const resource = context.stack.arn('bedrock', `agent/${agentId}`);
      return (await roleAllows(context, { roleArn, action, resource }))
        ? [{ code: 'ACTION_RESOURCE_MISMATCH', where: roleArn, action, resource, takes: alias }]
        : [{ code: 'INVOKE_AGENT_DENIED', where: roleArn, role, alias }];
    }),
};

/** Checks whether the agents are prepared. */
export const agentConfiguration: LiveCheck = {
  name: 'whether the agent is prepared',
  hop: 3,
  run: ({ read, stack }) =>
    onEach(stack.topology.agentIds, async (agentId) => {
      const { agentStatus = 'unknown', agentArn: where = '' } = await read.agent(agentId);
      if (agentStatus === 'PREPARED') return nothing;
      return [{ code: 'AGENT_NOT_PREPARED', where, agent: 'The agent', status: agentStatus }];
    }),
};

/** Checks whether the aliases of the agents are prepared. */
export const aliasConfiguration: LiveCheck = {
  name: "whether the agent's alias is prepared",
  hop: 3,
  run: ({ clients, signal, stack }) =>
    onEach(stack.topology.aliases, async ({ agentId, agentAliasId, aliasArn: where }) => {
      const command = new GetAgentAliasCommand({ agentId, agentAliasId });
      const answer = clients.agent.send(command, { abortSignal: signal });
      const { agentAlias } = await existing('alias', where, answer);
      const status = agentAlias?.agentAliasStatus ?? 'unknown';
      if (status === 'PREPARED') return nothing;
      return [{ code: 'AGENT_NOT_PREPARED', where, agent: "The agent's alias", status }];
    }),
};

/** Runs one turn that needs no tool. */
export const agentProbe: LiveCheck = {
  name: 'one question to the agent that needs no tool',
  hop: 3,
  probe: true,
  reaches: 4,
  timeoutMs: turnTimeoutMs,
  run: (context) =>
    onEach(context.stack.topology.aliases, async (alias) => {
      const correlationId = randomUUID();
      const inputText = 'What is the weather in Berlin?';
      const fact = await askAgent(context, { alias, inputText, correlationId });
      // The checks of hops 4 and 5 examine the agent's role and its function.
      if (!fact || fact.hop !== undefined) return nothing;
      const failed = (await context.read.decisionsOf(correlationId)).find(isModelDecision);
      return [failed ? factOfDecision(failed) : fact];
    }),
};

/** Only the local stack knows why a model returned no usable step. No other check examines its model server. */
const isModelDecision = ({ code }: Decision): boolean => code !== undefined && isModelFailure(code);
