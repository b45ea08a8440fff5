import * as z from 'zod/mini';
import { resultFailureCode } from './codes/result-failure-code.ts';
import { hopReport } from './hop-report.ts';
import { toolSuccess } from './tool-result.ts';

/** The proxy did not send a tool call, or the call failed before the tool answered. */
const toolCallFailure = z.looseObject({
  ok: z.literal(false),
  error: z.looseObject({ code: resultFailureCode, message: z.string() }),
});

/** Answer of the action-group Lambda to the agent: the tool's result, or why there is no result. */
export const actionGroupResult = z.discriminatedUnion('ok', [toolSuccess, toolCallFailure]);
export type ActionGroupResult = z.infer<typeof actionGroupResult>;

/**
 * The outcome of the hops behind the agent, which the action-group Lambda adds to its answer. web-api removes it
 * before it shows the answer.
 */
export const actionGroupHops = z.looseObject({ hops: z.optional(z.array(hopReport)) });
