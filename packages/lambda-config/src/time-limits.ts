import * as z from 'zod/mini';

/** With a larger factor, a call that hangs would last longer than its function. */
const maxFactor = 10;

/** The schema of `TIME_LIMIT_FACTOR`. It is 1 by default. */
export const timeLimitVariables = {
  TIME_LIMIT_FACTOR: z._default(z.coerce.number().check(z.gte(1), z.lte(maxFactor)), 1),
};

/**
 * Multiplies a time limit of a single call, in whole milliseconds. On Lambda, each execution environment has its own processor. In the local
 * stack, a function and the service that it calls can wait long for a processor of a busy machine.
 */
export const timeLimitOf = (
  ms: number,
  { TIME_LIMIT_FACTOR: factor }: { readonly TIME_LIMIT_FACTOR: number },
): number => Math.round(ms * factor);
