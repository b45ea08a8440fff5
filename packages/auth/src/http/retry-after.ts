const maxDelayMs = 300_000;

/** An HTTP date starts with the name of a day. `Date.parse` also accepts values such as `-5`. */
const httpDate = /^[a-z]{3,9},? .+:\d\d/i;

/** The obsolete form of an HTTP date without a zone, which is always GMT. `Date.parse` would read it as local time. */
const withoutZone = /^[a-z]{3} [a-z]{3} [\d ]\d [\d:]+ \d{4}$/i;

const dateOf = (value: string): number => {
  if (!httpDate.test(value)) return Number.NaN;
  return Date.parse(withoutZone.test(value) ? `${value} GMT` : value);
};

const delayMsOf = (value: string, now: number): number =>
  /^\d+$/.test(value) ? Number(value) * 1_000 : dateOf(value) - now;

/**
 * Parses a `Retry-After` header, which holds seconds or a date (RFC 9110 section 10.2.3).
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds from 0 (zero seconds, or a date in the past) to 300,000 (longer delays are limited to it);
 *   `undefined` if the header is absent or malformed
 */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  // A caller without types can pass anything, such as a list of equal headers, or a date as the time.
  const since = typeof now === 'number' ? now : Number.NaN;
  const delayMs = delayMsOf(typeof header === 'string' ? header.trim() : '', since);
  return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(delayMs, 0), maxDelayMs);
};
