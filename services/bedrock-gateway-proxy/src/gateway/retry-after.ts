import * as z from 'zod/mini';
import type { Refusal } from './read-reply.ts';

/** Waited where the gateway does not say how long, or says something that is no delay. */
const defaultWaitMs = 1000;

const rateLimitData = z.looseObject({ retryAfter: z.number().check(z.gte(0)) });

const fromHeader = (value: string | undefined, nowMs: number): number | undefined => {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) || !/[a-z]/i.test(value) ? undefined : Math.max(0, atMs - nowMs);
};

/**
 * How long a throttled call should wait. The gateway's own rate limit tells it in seconds in the error's
 * data; a throttling service in front of it may tell it in `Retry-After` (RFC 9110, section 10.2.3).
 */
export const retryAfterMs = (
  refusal: Pick<Refusal, 'data'>,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): number => {
  const data = z.safeParse(rateLimitData, refusal.data);
  if (data.success) return data.data.retryAfter * 1000;
  return fromHeader(headers['retry-after']?.trim(), nowMs) ?? defaultWaitMs;
};
