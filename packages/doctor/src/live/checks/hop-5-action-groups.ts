import type { LiveCheck } from '../stack/live-check.ts';
import { executionRoleTrust } from './execution-role-trust.ts';
import { invokePermission } from './invoke-permission.ts';
import { onEach } from './on-each.ts';

/** Checks whether the agents can invoke the functions of their action groups. */
export const actionGroupPermission: LiveCheck = {
  name: 'whether the agent can invoke the functions of its action groups',
  hop: 5,
  run: (context) =>
    onEach(context.stack.topology.actionGroups, async ({ agentId, functionArn }) => {
      const { agentArn: sourceArn = '' } = await context.read.agent(agentId);
      return invokePermission(context, functionArn, {
        service: 'bedrock.amazonaws.com',
        sourceArn,
      });
    }),
};

export const actionGroupRoleTrust = executionRoleTrust({
  hop: 5,
  title: "the action groups' functions",
  functions: ({ actionGroups }) => actionGroups.map(({ functionArn }) => functionArn),
});
