import { eventOverheadBytes, type LogEvent } from './log-store.ts';
import { invalidParameter } from './logs-state.ts';

/** Limits of one response of CloudWatch Logs. */
const maxEvents = 10_000;
const maxBytes = 1024 * 1024;

/** The first events that fit in one response. Throws for a limit that CloudWatch Logs refuses. */
export const firstPage = (
  events: readonly LogEvent[],
  limit: number = maxEvents,
): readonly LogEvent[] => {
  if (!Number.isInteger(limit) || limit < 1 || limit > maxEvents) {
    throw invalidParameter(`limit must be an integer between 1 and ${maxEvents}.`);
  }
  let bytes = 0;
  const end = events.findIndex(({ message }) => {
    bytes += Buffer.byteLength(message) + eventOverheadBytes;
    return bytes > maxBytes;
  });
  return events.slice(0, end < 0 ? limit : Math.min(limit, Math.max(end, 1)));
};
