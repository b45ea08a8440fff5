import * as z from 'zod/mini';
import { parseBoundedJson } from './bounded-json.ts';
import { hopCode } from './codes/hop-codes.ts';
import { receivedCode } from './codes/received-code.ts';

/**
 * Name of the agent's action group in `services/security-agent/resources.yml`. web-api accepts a refusal only from this
 * action group.
 */
export const actionGroupName = 'security-tools';

/**
 * Complete answer of the action group's function when hop 6 or hop 7 failed. It has no text, so nothing can leak through
 * it. A tool's result cannot imitate it: the function always adds `ok` to a result, and this schema is strict.
 */
export const hopRefusal = z.strictObject({
  hopwiseRefusal: z.strictObject({
    version: z.literal(1),
    hop: z.literal([6, 7]),
    code: receivedCode(hopCode.options, 'INTERNAL_ERROR'),
    /** Whether the access token came from the cache; absent if there was no token. */
    cacheHit: z.optional(z.boolean()),
  }),
});
export type HopRefusal = z.infer<typeof hopRefusal>;

/** The refusal, if it is the complete body of an answer. A refusal next to or inside other data is only data. */
export const readHopRefusal = (body: string): HopRefusal['hopwiseRefusal'] | undefined => {
  try {
    return hopRefusal.parse(parseBoundedJson(body)).hopwiseRefusal;
  } catch {
    return undefined;
  }
};
