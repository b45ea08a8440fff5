import type { DeployedAgent, DeployedAgentAlias } from '../deployed-agent.ts';
import type { AgentTool, AgentToolParameter } from '../model/agent-tool.ts';

/** A parameter in the action group's event and in the trace. The value is text, whatever its type. */
export type EncodedParameter = {
  readonly name: string;
  readonly type: string;
  readonly value: string;
};

/** A tool call in the encoding of action groups. */
export type EncodedCall = {
  readonly tool: AgentTool;
  readonly parameters: readonly EncodedParameter[];
  /** Undefined for an operation without a request body. */
  readonly bodyProperties: readonly EncodedParameter[] | undefined;
};

export const encodeCall = (
  tool: AgentTool,
  values: Readonly<Record<string, unknown>>,
): EncodedCall => {
  const encoded = tool.parameters
    .filter(({ name }) => values[name] !== undefined)
    .map((parameter) => encodeParameter(parameter, values[parameter.name]));
  const body = tool.operation.kind === 'api' ? tool.operation.body : undefined;
  if (body === undefined) return { tool, parameters: encoded, bodyProperties: undefined };
  return {
    tool,
    parameters: encoded.filter(({ name }) => !body.parameters.has(name)),
    bodyProperties: encoded.filter(({ name }) => body.parameters.has(name)),
  };
};

const encodeParameter = ({ name, type }: AgentToolParameter, value: unknown): EncodedParameter => ({
  name,
  type,
  value: encodeValue(value),
});

/** Structured values have the form of Java's `toString`, not JSON: `[a, b]`, `[{name=x, count=2}]`. */
const encodeValue = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(encodeValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, one]) => `${key}=${encodeValue(one)}`);
    return `{${members.join(', ')}}`;
  }
  return String(value);
};

export type ActionGroupContext = {
  readonly agent: DeployedAgent;
  readonly alias: DeployedAgentAlias;
  readonly inputText: string;
  readonly sessionId: string;
  readonly sessionAttributes: Readonly<Record<string, string>>;
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
};

/**
 * The event for the action group's function.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html#agents-lambda-input
 */
export const actionGroupEvent = (call: EncodedCall, context: ActionGroupContext) => ({
  messageVersion: '1.0',
  agent: {
    name: context.agent.name,
    id: context.agent.agentId,
    alias: context.alias.aliasId,
    version: context.alias.agentVersion,
  },
  inputText: context.inputText,
  sessionId: context.sessionId,
  actionGroup: call.tool.actionGroup.name,
  ...operationOf(call),
  ...(call.parameters.length > 0 && { parameters: call.parameters }),
  ...requestBodyOf(call),
  sessionAttributes: context.sessionAttributes,
  promptSessionAttributes: context.promptSessionAttributes,
});

const operationOf = ({ tool: { operation } }: EncodedCall) =>
  operation.kind === 'function'
    ? { function: operation.functionName }
    : { apiPath: operation.apiPath, httpMethod: operation.httpMethod };

const requestBodyOf = ({ tool, bodyProperties }: EncodedCall) => {
  const body = mediaTypeOf(tool.operation);
  if (body === undefined || bodyProperties === undefined) return {};
  return { requestBody: { content: { [body]: { properties: bodyProperties } } } };
};

/** Media type of the operation's request body. Undefined without a body. */
export const mediaTypeOf = (operation: AgentTool['operation']): string | undefined =>
  operation.kind === 'api' ? operation.body?.mediaType : undefined;
