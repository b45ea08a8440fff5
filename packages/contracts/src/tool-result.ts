import * as z from 'zod/mini';
import { hopCode } from './codes/hop-codes.ts';
import { toolFailureCode } from './codes/tool-failure-codes.ts';
import { hopReport } from './hop-report.ts';

/** A tool that did its work: a sentence for people, and the data behind it. */
export const toolSuccess = z.looseObject({ ok: z.literal(true), summary: z.string() });

/** A tool that cannot do what was asked, for a reason that the model can tell the user or mend. */
export const toolFailure = z.looseObject({
  ok: z.literal(false),
  error: z.looseObject({ code: toolFailureCode, message: z.string() }),
});

/** What every tool of `security-tools` returns; the gateway hands it on as JSON text. */
export const toolResult = z.discriminatedUnion('ok', [toolSuccess, toolFailure]);
export type ToolResult = z.infer<typeof toolResult>;

/** A tool call that the proxy could not make, or that failed on its way to the tool. */
export const toolCallFailure = z.looseObject({
  ok: z.literal(false),
  error: z.looseObject({
    code: z.enum([...toolFailureCode.options, ...hopCode.options]),
    message: z.string(),
  }),
});

/** What the action-group Lambda answers the agent: the tool's result, or why there is none. */
export const actionGroupResult = z.discriminatedUnion('ok', [toolSuccess, toolCallFailure]);
export type ActionGroupResult = z.infer<typeof actionGroupResult>;

/**
 * The body that the action-group Lambda hands to the agent: the tool's result and, for the web API to
 * take out again, the outcome of the hops behind the agent.
 */
export const actionGroupBody = z.looseObject({ hops: z.optional(z.array(hopReport)) });
export type ActionGroupBody = z.infer<typeof actionGroupBody>;
