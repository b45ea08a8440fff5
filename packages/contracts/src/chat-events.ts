import * as z from 'zod/mini';
import { chatErrorCode } from './codes/chat-error-codes.ts';
import { hopCode } from './codes/hop-codes.ts';
import { hopReport } from './hop-report.ts';
import { hopNumber } from './hops.ts';

/** A piece of the answer, to be appended to what came before. */
export const textEvent = z.strictObject({ type: z.literal('text'), delta: z.string() });

/** What the agent does. A step is announced as `started` and closed by one more event of its id. */
export const stepEvent = z.strictObject({
  type: z.literal('step'),
  stepId: z.string(),
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  outcome: z.enum(['started', 'succeeded', 'rejected', 'failed']),
  /** One sentence about the outcome, in the user's words; absent while the step runs. */
  summary: z.optional(z.string()),
  /** What the tool returned, for tables and charts; absent where it returned none, or too much. */
  result: z.optional(z.record(z.string(), z.unknown())),
});

/** A hop's outcome: of hops 1 to 5 as the web API knows it, of hops 6 and 7 as the proxy reported it. */
export const hopOutcome = z.extend(hopReport, {
  /** Stable code of what went wrong; present on `deny` only. */
  code: z.optional(z.enum([...hopCode.options, ...chatErrorCode.options])),
});
export type HopOutcome = z.infer<typeof hopOutcome>;

export const hopEvent = z.extend(hopOutcome, { type: z.literal('hop') });

/** The answer is complete. */
export const doneEvent = z.strictObject({
  type: z.literal('done'),
  sessionId: z.string(),
  correlationId: z.string(),
});

/** The answer is not complete and nothing more will come. */
export const errorEvent = z.strictObject({
  type: z.literal('error'),
  code: chatErrorCode,
  message: z.string(),
  hop: z.optional(hopNumber),
  correlationId: z.string(),
});

/**
 * One server-sent event of `POST /chat`: the event's name is its `type`, its data the whole object as
 * JSON on one line.
 */
export const chatEvent = z.discriminatedUnion('type', [
  textEvent,
  stepEvent,
  hopEvent,
  doneEvent,
  errorEvent,
]);

export type ChatEvent = z.infer<typeof chatEvent>;

/** Body of every refusal before the stream starts. */
export const chatRefusal = z.strictObject({
  code: chatErrorCode,
  message: z.string(),
  correlationId: z.string(),
});

export type ChatRefusal = z.infer<typeof chatRefusal>;
