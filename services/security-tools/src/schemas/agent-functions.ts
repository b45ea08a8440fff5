import type { SchemaNode, ToolSchema } from './input-schema.ts';

const maxParameters = 5;
const maxFunctionDescription = 1200;
const maxParameterDescription = 500;
const name = /^([0-9a-zA-Z][_-]?){1,100}$/;

/** Whether a parameter reaches the action group as JSON text: agents garble arrays and objects. */
export const isJsonText = ({ type }: SchemaNode): boolean => type === 'array' || type === 'object';

/**
 * `FunctionSchema.Functions` of an `AWS::Bedrock::Agent` action group. Throws for a tool that exceeds
 * what an agent takes.
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
  check(name.test(tool), `${tool}: an agent does not take this function name.`);
  check(description.length <= maxFunctionDescription, `${tool}: the description is too long.`);
  check(parameters.length <= maxParameters, `${tool}: more than ${maxParameters} parameters.`);
  for (const [parameter, node] of parameters) {
    const length = agentParameter(node, false).Description.length;
    check(name.test(parameter), `${tool}.${parameter}: an agent does not take this name.`);
    check(length > 0, `${tool}.${parameter}: the description is missing.`);
    check(length <= maxParameterDescription, `${tool}.${parameter}: the description is too long.`);
  }
};

const check = (holds: boolean, message: string): void => {
  if (!holds) throw new Error(message);
};
