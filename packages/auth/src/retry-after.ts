const longestMs = 300_000;

/**
 * Milliseconds of a `Retry-After` header (RFC 9110 section 10.2.3: seconds or a date), at most five
 * minutes; `undefined` where it is absent, past or unreadable.
 */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined;
  const text = header.trim();
  const delayMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return delayMs > 0 ? Math.min(delayMs, longestMs) : undefined;
};
