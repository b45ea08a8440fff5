import * as z from 'zod/mini';
import { hopCode } from './codes/hop-codes.ts';
import { receivedCode } from './codes/received-code.ts';
import { credentialKind, hopNumber } from './hop-schemas.ts';

/** The outcome of a hop behind the agent, as a browser can see it: no principal, ARN or statement. */
export const hopReport = z.strictObject({
  hop: hopNumber,
  credential: credentialKind,
  /**
   * `deny`: a credential was refused. `fail`: the hop broke for another reason, for instance a timeout, a throttled call or
   * a stream that was cut.
   */
  effect: z.enum(['allow', 'deny', 'fail']),
  /** Why the hop broke; absent on `allow`. */
  code: z.optional(receivedCode(hopCode.options, 'INTERNAL_ERROR')),
  /** Whether the access token came from the cache; present only at hop 6. */
  cacheHit: z.optional(z.boolean()),
});

export type HopReport = z.infer<typeof hopReport>;
