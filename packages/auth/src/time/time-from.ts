import { callSafely } from '../callbacks/call-safely.ts';

/** The largest time of a `Date`, in milliseconds. */
const maxTimeMs = 8_640_000_000_000_000;

/** A time that a caller's function returns, in milliseconds. Undefined if it throws or returns anything else. */
export const timeFrom = (read: () => unknown): number | undefined => {
  const timeMs = callSafely(read);
  return typeof timeMs === 'number' && Math.abs(timeMs) <= maxTimeMs ? timeMs : undefined;
};
