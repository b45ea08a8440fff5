import type { ActionGroupInvocationInput, Parameter } from '@aws-sdk/client-bedrock-agent-runtime';
import { parseJson } from '../parse-json.ts';

const isDecimal = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** A trace contains every value as text. A value that does not match its declared type stays text. */
const typedValue = ({ type, value = '' }: Parameter): unknown => {
  switch (type) {
    case 'boolean':
      return value === 'true' || (value === 'false' ? false : value);
    case 'integer':
    case 'number':
      return isDecimal(value) ? Number(value) : value;
    case 'array':
    case 'object':
      return parseJson(value) ?? value;
    default:
      return value;
  }
};

const toolArguments = (input: ActionGroupInvocationInput): Record<string, unknown> => {
  const body = Object.values(input.requestBody?.content ?? {}).flat();
  const parameters = [...(input.parameters ?? []), ...body];
  return Object.fromEntries(parameters.map((one) => [one.name ?? '', typedValue(one)]));
};

/** The function's name, or the path of an OpenAPI operation without its slash. */
const toolName = (input: ActionGroupInvocationInput): string =>
  input.function ?? input.apiPath?.replace(/^\//, '') ?? 'unknown';

export type TracedToolCall = {
  readonly tool: string;
  readonly arguments: Record<string, unknown>;
};

/** Reads name and arguments of a tool call from the trace, for both kinds of action group. */
export const readToolCall = (input: ActionGroupInvocationInput): TracedToolCall => ({
  tool: toolName(input),
  arguments: toolArguments(input),
});
