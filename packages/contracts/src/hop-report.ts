import * as z from 'zod/mini';
import { hopCode } from './codes/hop-codes.ts';
import { credentialKind, hopNumber } from './hops.ts';

/** What a component behind the agent may tell a browser of a hop: no principal, ARN or statement. */
export const hopReport = z.strictObject({
  hop: hopNumber,
  credential: credentialKind,
  effect: z.enum(['allow', 'deny']),
  /** Stable code of what went wrong; present on `deny` only. */
  code: z.optional(hopCode),
  /** Whether the access token came from the cache; present on hop 6 only. */
  cacheHit: z.optional(z.boolean()),
});

export type HopReport = z.infer<typeof hopReport>;
