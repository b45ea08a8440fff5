import type { ToolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import * as z from 'zod/mini';
import type { NamedValue } from '../action-group/action-group-event.ts';
import { type Decoded, decodeJsonText, decodeValue } from './decode-value.ts';
import { explainIssue } from './explain-issue.ts';

/** Arguments for the tool, or a sentence that helps the model to correct its call. */
export type ArgumentsOrProblem =
  | { readonly arguments: Readonly<Record<string, unknown>> }
  | { readonly problem: string };

const decode = (tool: ToolArguments, parameter: NamedValue): Decoded =>
  tool.jsonTextParameters.includes(parameter.name) && parameter.type === 'string'
    ? decodeJsonText(parameter.value)
    : decodeValue(parameter.type, parameter.value);

const parameterNames = ({ schema }: ToolArguments): readonly string[] =>
  schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : [];

const problemOfNames = (known: readonly string[], names: readonly string[]): string | undefined => {
  if (names.some((name) => !known.includes(name))) {
    return known.length === 0
      ? 'The tool has no parameters.'
      : `The tool has only these parameters: ${known.join(', ')}.`;
  }
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return repeated.size === 0
    ? undefined
    : `Send each of these parameters only once: ${[...repeated].join(', ')}.`;
};

/** Decodes the parameters by their types and checks them with the tool's schema. */
export const readArguments = (
  tool: ToolArguments,
  parameters: readonly NamedValue[],
): ArgumentsOrProblem => {
  const known = parameterNames(tool);
  const problem = problemOfNames(
    known,
    parameters.map(({ name }) => name),
  );
  if (problem !== undefined) return { problem };

  const given: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const parameter of parameters) {
    const decoded = decode(tool, parameter);
    if ('value' in decoded) {
      given[parameter.name] = decoded.value;
    } else {
      problems.push(`${parameter.name}: expected ${decoded.expected}`);
    }
  }
  if (problems.length > 0) return { problem: `${problems.join('; ')}.` };

  const parsed = z.safeParse(tool.schema, given);
  return parsed.success
    ? { arguments: parsed.data }
    : { problem: `${parsed.error.issues.map((issue) => explainIssue(issue, given)).join('; ')}.` };
};
