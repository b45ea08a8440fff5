import * as z from 'zod/mini';
import { hopNumber } from './hop-schemas.ts';

/**
 * Effect of a fault: a hop `breaks`, the design handles the fault (`survived`), or the fault is visible only in the
 * template (`static`).
 */
const faultOutcome = z.enum(['breaks', 'survived', 'static']);
export type FaultOutcome = z.infer<typeof faultOutcome>;

/** One fault switch of the local stack. */
export const fault = z.strictObject({
  /** Kebab-case, as in `start --fault NAME`. */
  name: z.string(),
  /** The hop that the fault affects. */
  hop: hopNumber,
  /** One sentence: the effect that a person sees while the fault is on. */
  seen: z.string(),
  outcome: faultOutcome,
});
export type Fault = z.infer<typeof fault>;

const faultState = z.extend(fault, { on: z.boolean() });
export type FaultState = z.infer<typeof faultState>;

/** Answer of `GET /faults`, and of `PUT` (on) and `DELETE` (off) `/faults/{name}`: every switch, sorted by hop. */
export const faultStates = z.array(faultState);
