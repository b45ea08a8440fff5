import * as z from 'zod/mini';
import { decision } from './decision.ts';

/** Path of the file in which a running local stack tells where it is; readable by its owner alone. */
export const stackStatePath = '.hopwise/stack.json';

/** How to reach the control endpoint of the running local stack. */
export const stackState = z.strictObject({
  pid: z.int(),
  stage: z.string(),
  startedAt: z.string(),
  controlUrl: z.url(),
  /** Bearer token of the control endpoint, random at each start. */
  controlToken: z.string(),
});
export type StackState = z.infer<typeof stackState>;

/** `GET /env`: names and values with which a client reaches the stack. */
export const stackEnvironment = z.record(z.string(), z.string());
export type StackEnvironment = z.infer<typeof stackEnvironment>;

/**
 * `GET /decisions?correlationId=…`: the decisions of one turn, in the order in which they fell; without
 * `correlationId` all that are kept.
 */
export const stackDecisions = z.array(decision);

/** `GET /functions/{key}/environment`: what an execution environment of the function would see. */
export const functionEnvironment = z.record(z.string(), z.string());

/** What the control endpoint answers instead, where it refuses or fails. */
export const controlRefusal = z.object({ message: z.string() });
