import * as z from 'zod/mini';
import { toolFailureCode } from './codes/tool-failure-codes.ts';

/** A tool succeeded: one sentence for people, and the data behind it. */
export const toolSuccess = z.looseObject({ ok: z.literal(true), summary: z.string() });

/** A tool cannot answer. The model can tell the user why, or call the tool again with other arguments. */
const toolFailure = z.looseObject({
  ok: z.literal(false),
  error: z.looseObject({ code: toolFailureCode, message: z.string() }),
});

/** Result of every tool of `security-tools`. The gateway passes it on as JSON text. */
export const toolResult = z.discriminatedUnion('ok', [toolSuccess, toolFailure]);
export type ToolResult = z.infer<typeof toolResult>;
