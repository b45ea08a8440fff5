import * as z from 'zod/mini';
import { decisionCode } from './codes/decision-codes.ts';
import { credentialKind, hopNumber } from './hop-schemas.ts';

/** One decision about a credential, as the local stack records it. It stays on the machine. */
export const decision = z.strictObject({
  hop: z.nullable(hopNumber),
  /** The turn of the decision; `null` if no turn caused it. */
  correlationId: z.nullable(z.string()),
  /** ISO 8601. */
  at: z.string(),
  credential: credentialKind,
  principal: z.string(),
  action: z.string(),
  resource: z.string(),
  effect: z.enum(['allow', 'deny']),
  /** The statement, authorizer or check that decided. On `deny` it also says what was missing. */
  by: z.string(),
  /** Why the request was denied; present only on `deny`. */
  code: z.optional(decisionCode),
  ms: z.number(),
});

export type Decision = z.infer<typeof decision>;
