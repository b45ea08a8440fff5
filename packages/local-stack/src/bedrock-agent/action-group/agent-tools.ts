import { oncePerObject } from '@hopwise/template/once-per-object';
import type { DeployedActionGroup, DeployedAgent } from '../deployed-agent.ts';
import type { AgentTool } from '../model/agent-tool.ts';
import { openApiTools } from './openapi-tools.ts';

/** All tools of an agent. A name that two action groups share gets the group's name as a prefix. */
export const agentTools = oncePerObject((agent: DeployedAgent): readonly AgentTool[] => {
  const tools = agent.actionGroups.flatMap(toolsOf);
  const uses = Map.groupBy(tools, ({ name }) => name);
  return tools.map((tool) =>
    (uses.get(tool.name)?.length ?? 0) > 1
      ? { ...tool, name: `${tool.actionGroup.name}__${tool.name}` }
      : tool,
  );
});

const toolsOf = ({ name, lambdaArn, schema }: DeployedActionGroup): readonly AgentTool[] => {
  const actionGroup = { name, lambdaArn };
  if (schema.kind === 'openapi') {
    return openApiTools(schema.document, name).map((tool) => ({ ...tool, actionGroup }));
  }
  return schema.functions.map((one) => ({
    name: one.name,
    description: one.description,
    parameters: Object.entries(one.parameters).map(([parameter, of]) => ({
      name: parameter,
      ...of,
    })),
    actionGroup,
    operation: { kind: 'function', functionName: one.name },
  }));
};
