import type { Context } from 'aws-lambda';
import { callSafely } from '../callbacks/call-safely.ts';

/** Milliseconds that an invocation has left, minus a margin. `Infinity` outside Lambda, where no context says it. */
export const remainingMsOf = (context: Context, marginMs: number): number => {
  const remainingMs = callSafely(() => context.getRemainingTimeInMillis());
  return typeof remainingMs === 'number' && !Number.isNaN(remainingMs)
    ? remainingMs - marginMs
    : Number.POSITIVE_INFINITY;
};
