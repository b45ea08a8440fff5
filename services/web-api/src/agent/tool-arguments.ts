import type { ActionGroupInvocationInput, Parameter } from '@aws-sdk/client-bedrock-agent-runtime';
import { parseJson } from '../json-text.ts';

const isDecimal = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** A trace holds every value as text; what does not read as its type is shown as that text. */
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

/** The arguments of a tool call, of both kinds of action group, by their types. */
export const toolArguments = (input: ActionGroupInvocationInput): Record<string, unknown> => {
  const body = Object.values(input.requestBody?.content ?? {}).flat();
  const parameters = [...(input.parameters ?? []), ...body];
  return Object.fromEntries(parameters.map((one) => [one.name ?? '', typedValue(one)]));
};

/** The tool's name: the function, or the path of an OpenAPI operation without its slash. */
export const toolName = (input: ActionGroupInvocationInput): string =>
  input.function ?? input.apiPath?.replace(/^\//, '') ?? 'unknown';
