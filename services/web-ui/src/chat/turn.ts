import { hopOutcome } from '@hopwise/contracts/chat-events';
import { hopNumber } from '@hopwise/contracts/hop-schemas';
import * as z from 'zod/mini';

/** One step of the agent. */
export const step = z.object({
  stepId: z.string(),
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  outcome: z.enum(['started', 'succeeded', 'rejected', 'failed']),
  summary: z.optional(z.string()),
  result: z.optional(z.record(z.string(), z.unknown())),
  /** Why the tool has no result. A stored conversation can have a code of an earlier version. */
  code: z.optional(z.string()),
});
export type Step = z.infer<typeof step>;

const failure = z.object({
  code: z.string(),
  message: z.string(),
  hop: z.optional(hopNumber),
  correlationId: z.optional(z.string()),
});

/** The outcome of a hop. A stored conversation can have a code of an earlier version. */
const hopOfTurn = z.extend(hopOutcome, { code: z.optional(z.string()) });

/** One question and its answer. */
export const turn = z.object({
  /** Known only to this browser. */
  id: z.string(),
  question: z.string(),
  /** The API chooses it. Absent until its response arrives. */
  correlationId: z.optional(z.string()),
  /** Milliseconds since 1970. */
  askedAtMs: z.number(),
  durationMs: z.optional(z.number()),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  answer: z.string(),
  steps: z.array(step),
  hops: z.array(hopOfTurn),
  failure: z.optional(failure),
});
export type Turn = z.infer<typeof turn>;

export const conversation = z.object({
  id: z.string(),
  title: z.string(),
  /** Continues the conversation at the agent. Known after the first complete answer. */
  sessionId: z.optional(z.string()),
  turns: z.array(turn),
});
export type Conversation = z.infer<typeof conversation>;
