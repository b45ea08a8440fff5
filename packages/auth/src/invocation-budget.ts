import type { Context } from 'aws-lambda';

/** Milliseconds that an invocation may still spend; infinite outside Lambda. */
export const budgetMsOf = (context: Context, marginMs: number): number =>
  typeof context.getRemainingTimeInMillis === 'function'
    ? context.getRemainingTimeInMillis() - marginMs
    : Number.POSITIVE_INFINITY;
