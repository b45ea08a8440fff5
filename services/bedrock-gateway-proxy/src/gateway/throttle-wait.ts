import { retryAfterMs } from '@hopwise/auth/retry-after';
import * as z from 'zod/mini';
import type { Refusal } from './read-reply.ts';

/** The wait if the gateway names no valid one. */
const defaultWaitMs = 1000;

const rateLimitData = z.looseObject({ retryAfter: z.number().check(z.gte(0)) });

/**
 * The wait before a throttled call is repeated, in milliseconds. The gateway's own rate limit has it in
 * seconds in the error's data. A throttling service in front of it can send a `Retry-After` header.
 */
export const throttleWaitMs = (
  refusal: Pick<Refusal, 'data'>,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): number => {
  const data = z.safeParse(rateLimitData, refusal.data);
  if (data.success) return data.data.retryAfter * 1000;
  return retryAfterMs(headers['retry-after'], nowMs) ?? defaultWaitMs;
};
