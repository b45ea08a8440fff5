import type { SchemaNode, ToolSchema } from './input-schema.ts';

const maxParameters = 5;
const maxFunctionDescription = 1200;
const maxParameterDescription = 500;
const name = /^([0-9a-zA-Z][_-]?){1,100}$/;

/** Whether the agent sends a parameter as JSON text. Agents often send malformed arrays and objects. */
export const isJsonText = ({ type }: SchemaNode): boolean => type === 'array' || type === 'object';

/**
 * `FunctionSchema.Functions` of an `AWS::Bedrock::Agent` action group. Throws if a tool exceeds the
 * agent's limits.
 */
export const agentFunctions = (tools: readonly ToolSchema[]) =>
  tools.map((tool) => {
    checkFunction(tool);
    return {
      Name: tool.name,
      Description: tool.description,
      RequireConfirmation: 'DISABLED',
      Parameters: Object.fromEntries(
        Object.entries(tool.properties).map(([parameter, node]) => [
          parameter,
          agentParameter(node, tool.required.includes(parameter)),
        ]),
      ),
    };
  });

const agentParameter = (node: SchemaNode, required: boolean) => ({
  Type: isJsonText(node) ? 'string' : node.type,
  Description: isJsonText(node)
    ? `JSON text of an ${node.type}. ${node.description ?? ''}`.trim()
    : (node.description ?? ''),
  Required: required,
});

const checkFunction = ({ name: tool, description, properties }: ToolSchema): void => {
  const parameters = Object.entries(properties);
  check(name.test(tool), `${tool}: this function name is not valid for an agent.`);
  check(description.length <= maxFunctionDescription, `${tool}: the description is too long.`);
  check(parameters.length <= maxParameters, `${tool}: more than ${maxParameters} parameters.`);
  for (const [parameter, node] of parameters) {
    const length = agentParameter(node, false).Description.length;
    check(name.test(parameter), `${tool}.${parameter}: this name is not valid for an agent.`);
    check(length > 0, `${tool}.${parameter}: the description is missing.`);
    check(length <= maxParameterDescription, `${tool}.${parameter}: the description is too long.`);
  }
};

const check = (holds: boolean, message: string): void => {
  if (!holds) throw new Error(message);
};
