import * as z from 'zod/mini';
import { chatErrorCode } from './codes/chat-error-codes.ts';
import { receivedCode } from './codes/received-code.ts';
import { resultFailureCode } from './codes/result-failure-code.ts';
import { hopReport } from './hop-report.ts';
import { hopNumber } from './hop-schemas.ts';

/** The next part of the answer. */
const textEvent = z.strictObject({ type: z.literal('text'), delta: z.string() });

/** A step of the agent. The event `started` begins a step; a second event with the same id ends it. */
const stepEvent = z.strictObject({
  type: z.literal('step'),
  stepId: z.string(),
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  outcome: z.enum(['started', 'succeeded', 'rejected', 'failed']),
  /** One sentence about the outcome for the user; absent while the step runs. */
  summary: z.optional(z.string()),
  /** The tool's data, for tables and charts; absent if the tool returned none, or too much. */
  result: z.optional(z.record(z.string(), z.unknown())),
  /** Why the tool has no result, for instance `SERVICE_ACCESS_DENIED`; present only if the tool said so. */
  code: z.optional(resultFailureCode),
});

const errorCode = receivedCode(chatErrorCode.options, 'INTERNAL_ERROR');

/** Outcome of a hop. web-api knows hops 1 to 5; the proxy reports hops 6 and 7. */
export const hopOutcome = z.extend(hopReport, {
  /** Why the hop broke; absent on `allow`. */
  code: z.optional(errorCode),
});
export type HopOutcome = z.infer<typeof hopOutcome>;

const hopEvent = z.extend(hopOutcome, { type: z.literal('hop') });

/** The answer is complete. */
const doneEvent = z.strictObject({
  type: z.literal('done'),
  sessionId: z.string(),
  correlationId: z.string(),
});

/** The answer is incomplete and the stream ends. */
const errorEvent = z.strictObject({
  type: z.literal('error'),
  code: errorCode,
  message: z.string(),
  hop: z.optional(hopNumber),
  correlationId: z.string(),
});

/**
 * One server-sent event of `POST /chat`. The event's name is its `type`; its data is the whole object as JSON on one
 * line.
 */
export const chatEvent = z.discriminatedUnion('type', [
  textEvent,
  stepEvent,
  hopEvent,
  doneEvent,
  errorEvent,
]);

export type ChatEvent = z.infer<typeof chatEvent>;

/** Body of a refusal, which the API sends instead of a stream. */
export const chatRefusal = z.strictObject({
  code: errorCode,
  message: z.string(),
  correlationId: z.string(),
});

export type ChatRefusal = z.infer<typeof chatRefusal>;
