import type { HopSpan } from '@hopwise/contracts/turn-record';

/**
 * Whether a call ended at a time limit: of its function, or of its caller. A caller also leaves if its own caller has
 * left, or if a later hop has failed.
 */
export const hasTimedOut = (call: HopSpan, spans: readonly HopSpan[]): boolean => {
  if (call.outcome === 'timed-out') return true;
  if (call.outcome !== 'abandoned') return false;
  const endMs = endOf(call);
  return !spans.some(
    (other) =>
      (other.hop < call.hop && other.outcome === 'abandoned' && endOf(other) <= endMs) ||
      (other.hop > call.hop && isUnanswered(other) && endOf(other) < endMs),
  );
};

/** Whether the call ended without an answer that its caller can use. */
export const hasFailed = (call: HopSpan, spans: readonly HopSpan[]): boolean =>
  call.outcome === 'failed' || hasTimedOut(call, spans);

const isUnanswered = ({ outcome }: HopSpan): boolean =>
  outcome !== 'answered' && outcome !== 'running';

const endOf = ({ startedAtMs, endedAtMs = startedAtMs }: HopSpan): number => endedAtMs;
