import * as z from 'zod/mini';
import { decision } from './decision.ts';
import { hopNumber } from './hop-schemas.ts';

/** One call at a hop with its wall time, as the local stack measures it where it enforces the hop. */
export const hopSpan = z.strictObject({
  hop: hopNumber,
  /** The call, for example `POST /chat`. It has no user text and no query. */
  operation: z.string(),
  /** Milliseconds since 1970. */
  startedAtMs: z.number(),
  /** Absent while the call runs. */
  endedAtMs: z.optional(z.number()),
  /** `abandoned`: the caller left before it had the whole answer. */
  outcome: z.enum(['running', 'answered', 'failed', 'timed-out', 'abandoned']),
  /** The part of the time in which Lambda created the execution environment. */
  coldStartMs: z.optional(z.number()),
});
export type HopSpan = z.infer<typeof hopSpan>;

/** `GET /local/turns/{correlationId}`: what the local stack recorded about one turn. */
export const turnRecord = z.strictObject({
  correlationId: z.string(),
  /** Oldest first. */
  decisions: z.array(decision),
  /** By start. */
  spans: z.array(hopSpan),
});
export type TurnRecord = z.infer<typeof turnRecord>;
