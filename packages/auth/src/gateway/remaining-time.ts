import type { Context } from 'aws-lambda';

/** Milliseconds that an invocation has left, minus a margin. `Infinity` outside Lambda. */
export const remainingMsOf = (context: Context, marginMs: number): number =>
  typeof context.getRemainingTimeInMillis === 'function'
    ? context.getRemainingTimeInMillis() - marginMs
    : Number.POSITIVE_INFINITY;
