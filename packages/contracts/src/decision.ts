import * as z from 'zod/mini';
import { decisionCode } from './codes/decision-codes.ts';
import { credentialKind, hopNumber } from './hops.ts';

/** One decision about a credential, as the local stack records it. Never leaves the machine. */
export const decision = z.strictObject({
  hop: z.nullable(hopNumber),
  /** The turn that the decision belongs to; `null` where no turn caused it. */
  correlationId: z.nullable(z.string()),
  /** ISO 8601. */
  at: z.string(),
  credential: credentialKind,
  principal: z.string(),
  action: z.string(),
  resource: z.string(),
  effect: z.enum(['allow', 'deny']),
  /** The statement, authorizer or check that decided; on `deny` also what was missing. */
  by: z.string(),
  /** Stable code; present on `deny` only. */
  code: z.optional(decisionCode),
  ms: z.number(),
});

export type Decision = z.infer<typeof decision>;
