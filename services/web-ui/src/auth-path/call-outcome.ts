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

/** Whether a call at this hop failed, and the same call had no success later. */
export const hasFailedAt = (hop: number, spans: readonly HopSpan[]): boolean => {
  const calls = spans.filter((span) => span.hop === hop);
  return calls.some(
    (call, index) =>
      hasFailed(call, spans) &&
      !calls
        .slice(index + 1)
        .some(({ operation, outcome }) => operation === call.operation && outcome === 'answered'),
  );
};

/** Whether the call itself failed. A call can also report the failure of a later hop to its caller. */
export const isOwnFailure = (call: HopSpan, spans: readonly HopSpan[]): boolean =>
  hasFailed(call, spans) && !spans.some(({ hop }) => hop > call.hop && hasFailedAt(hop, spans));

const isUnanswered = ({ outcome }: HopSpan): boolean =>
  outcome !== 'answered' && outcome !== 'running';

const endOf = ({ startedAtMs, endedAtMs = startedAtMs }: HopSpan): number => endedAtMs;
