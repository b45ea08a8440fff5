import * as z from 'zod/mini';
import { hopNumber } from './hops.ts';

/**
 * What becomes of a fault that is switched on: a hop `breaks`, the design absorbs it (`survived`), or only a
 * look at the template shows it (`static`).
 */
export const faultOutcome = z.enum(['breaks', 'survived', 'static']);
export type FaultOutcome = z.infer<typeof faultOutcome>;

/** One fault switch of the local stack. */
export const fault = z.strictObject({
  /** Kebab-case, as `start --fault NAME` takes it. */
  name: z.string(),
  /** The hop at which it strikes. */
  hop: hopNumber,
  /** One sentence: what a person sees while it is on. */
  seen: z.string(),
  outcome: faultOutcome,
});
export type Fault = z.infer<typeof fault>;

export const faultState = z.extend(fault, { on: z.boolean() });
export type FaultState = z.infer<typeof faultState>;

/** `GET /faults`, and the answer of `PUT` (on) and `DELETE` (off) `/faults/{name}`: every switch, in the order of the hops. */
export const faultStates = z.array(faultState);
