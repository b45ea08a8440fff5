import type { ToolResult } from '@hopwise/contracts/tool-result';
import type * as z from 'zod/mini';
import type { SecurityServices } from './services/security-services.ts';
import { toolFailure } from './tool-failure.ts';

/** The context of a tool call, besides its arguments. */
export type ToolContext = {
  readonly region: string;
  /** Milliseconds since the epoch. */
  now(): number;
  readonly services: SecurityServices;
};

type ToolDefinition<Input extends z.ZodMiniObject> = {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  run(input: z.output<Input>, context: ToolContext): Promise<ToolResult>;
};

/** A tool, for the handler and the schema generator. */
export type Tool = {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodMiniObject;
  /** Checks the arguments, then runs the tool. Returns `INVALID_ARGUMENTS` if they do not match `input`. */
  invoke(toolArguments: unknown, context: ToolContext): Promise<ToolResult>;
};

/** Creates a tool from its definition. */
export const defineTool = <Input extends z.ZodMiniObject>(
  definition: ToolDefinition<Input>,
): Tool => ({
  name: definition.name,
  description: definition.description,
  input: definition.input,
  async invoke(toolArguments, context) {
    const parsed = definition.input.safeParse(toolArguments);
    if (parsed.success) return definition.run(parsed.data, context);
    return toolFailure('INVALID_ARGUMENTS', expectation(definition.input, parsed.error));
  },
});

// Never repeats the given values: arguments can contain the user's text.
const expectation = (input: z.ZodMiniObject, error: z.core.$ZodError): string => {
  const known = Object.keys(input.shape);
  const wrong = new Set(error.issues.map(({ path }) => String(path[0] ?? '')));
  const named = known.filter((name) => wrong.has(name));
  const reasons = named.map((name) => `The argument ${name} does not match its description.`);
  const unknown = `The arguments must be an object with these names only: ${known.join(', ')}.`;
  return [...reasons, ...(wrong.has('') ? [unknown] : [])].join(' ');
};
