import { readFileSync } from 'node:fs';
import { agentTools } from '../../src/bedrock-agent/action-group/agent-tools.ts';
import type { AgentFunction, DeployedAgent } from '../../src/bedrock-agent/deployed-agent.ts';
import type { AgentTool } from '../../src/bedrock-agent/model/agent-tool.ts';

type FunctionProperties = {
  Name: string;
  Description: string;
  Parameters: Record<
    string,
    { Type: AgentFunction['parameters'][string]['type']; Description: string; Required: boolean }
  >;
};

/** The tools of an agent with these functions. */
export const toolsOf = (functions: readonly AgentFunction[]): readonly AgentTool[] =>
  agentTools({
    actionGroups: [{ name: 'group', lambdaArn: 'arn:f', schema: { kind: 'functions', functions } }],
  } as unknown as DeployedAgent);

const generated: FunctionProperties[] = JSON.parse(
  readFileSync(
    new URL(import.meta.resolve('@hopwise/contracts/generated/agent-functions.json')),
    'utf8',
  ),
);

/** The tools of our agent. */
export const securityTools = toolsOf(
  generated.map(({ Name, Description, Parameters }) => ({
    name: Name,
    description: Description,
    parameters: Object.fromEntries(
      Object.entries(Parameters).map(([name, one]) => [
        name,
        { type: one.Type, description: one.Description, required: one.Required },
      ]),
    ),
  })),
);
