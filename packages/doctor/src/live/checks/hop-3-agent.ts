import { randomUUID } from 'node:crypto';
import { GetAgentAliasCommand } from '@aws-sdk/client-bedrock-agent';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import { nameOfRole, roleAllows } from '../stack/policies.ts';
import { agentAlias } from './agent-alias.ts';
import { askAgent, turnTimeoutMs } from './agent-turn.ts';

const action = 'bedrock:InvokeAgent';

/** Checks whether web-api's role can invoke the agent's alias. */
export const agentPermission: LiveCheck = {
  name: `whether web-api's role grants ${action} on the alias`,
  hop: 3,
  async run(context) {
    const { read, stack } = context;
    const { Role: roleArn = '' } = await read.functionOf('WebApiLambdaFunction');
    const { agentId, aliasArn: alias } = agentAlias(stack);
    if (await roleAllows(context, { roleArn, action, resource: alias })) return nothing;
    const role = nameOfRole(roleArn);
    const resource = stack.arn('bedrock', `agent/${agentId}`);
    return (await roleAllows(context, { roleArn, action, resource }))
      ? [
          {
            code: 'ACTION_RESOURCE_MISMATCH',
            where: roleArn,
            action,
            resource,
            takes: alias,
          },
        ]
      : [{ code: 'INVOKE_AGENT_DENIED', where: roleArn, role, alias }];
  },
};

/** Checks whether the agent and its alias are prepared. */
export const agentConfiguration: LiveCheck = {
  name: 'whether the agent and its alias are prepared',
  hop: 3,
  async run({ clients, read, signal, stack }) {
    const { agentStatus = 'unknown', agentArn: where = '' } = await read.agent();
    if (agentStatus !== 'PREPARED') {
      return [{ code: 'AGENT_NOT_PREPARED', where, agent: 'The agent', status: agentStatus }];
    }
    const { agentId, agentAliasId, aliasArn } = agentAlias(stack);
    const command = new GetAgentAliasCommand({ agentId, agentAliasId });
    const { agentAlias: alias } = await clients.agent.send(command, { abortSignal: signal });
    const status = alias?.agentAliasStatus ?? 'unknown';
    return status === 'PREPARED'
      ? nothing
      : [{ code: 'AGENT_NOT_PREPARED', where: aliasArn, agent: "The agent's alias", status }];
  },
};

/** Runs one turn that needs no tool. */
export const agentProbe: LiveCheck = {
  name: 'one question to the agent that needs no tool',
  hop: 3,
  probe: true,
  timeoutMs: turnTimeoutMs,
  async run(context) {
    const fact = await askAgent(context, {
      inputText: 'What is the weather in Berlin?',
      correlationId: randomUUID(),
    });
    // The checks of hops 4 and 5 examine the agent's role and its function.
    return fact && fact.hop === undefined ? [fact] : nothing;
  },
};
