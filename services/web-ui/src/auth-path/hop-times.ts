import type { HopSpan } from '@hopwise/contracts/turn-record';

/** A call as a part of the time axis. Both numbers are percent of the whole turn. */
export type Bar = {
  readonly offset: number;
  readonly width: number;
  readonly outcome: HopSpan['outcome'];
};

export type HopTime = {
  readonly hop: number;
  readonly bars: readonly Bar[];
  /** For example `212 ms in 3 calls, timed out`. */
  readonly text: string;
};

/** The calls of each hop on one axis, which begins with the first call of the turn. */
export const hopTimes = (
  spans: readonly HopSpan[],
): { readonly totalMs: number; readonly hops: readonly HopTime[] } => {
  const startMs = Math.min(...spans.map(({ startedAtMs }) => startedAtMs));
  const endMs = Math.max(
    ...spans.map(({ startedAtMs, endedAtMs = startedAtMs }) => Math.max(startedAtMs, endedAtMs)),
  );
  const totalMs = Math.max(endMs - startMs, 1);
  const hops = [...new Set(spans.map(({ hop }) => hop))].toSorted((a, b) => a - b);
  return {
    totalMs,
    hops: hops.map((hop) => {
      const calls = spans.filter((span) => span.hop === hop);
      const bars = calls.map(({ startedAtMs, endedAtMs = endMs, outcome }) => ({
        offset: ((startedAtMs - startMs) / totalMs) * 100,
        width: ((endedAtMs - startedAtMs) / totalMs) * 100,
        outcome,
      }));
      return { hop, bars, text: timeText(calls) };
    }),
  };
};

/** The wall time of a hop is the sum of its calls. Calls of one hop follow each other. */
const timeText = (calls: readonly HopSpan[]): string => {
  const lengthMs = calls.reduce(
    (sum, { startedAtMs, endedAtMs = startedAtMs }) => sum + endedAtMs - startedAtMs,
    0,
  );
  const coldStartMs = calls.reduce((sum, call) => sum + (call.coldStartMs ?? 0), 0);
  const timedOut = calls.some(({ outcome }) => outcome === 'timed-out');
  const abandoned = calls.some(({ outcome }) => outcome === 'abandoned');
  return [
    `${timedOut ? 'timed out after ' : ''}${durationText(lengthMs)}`,
    ...(calls.length > 1 ? [`${calls.length} calls`] : []),
    ...(coldStartMs > 0 ? [`cold start ${durationText(coldStartMs)}`] : []),
    ...(abandoned ? ['the caller left early'] : []),
  ].join(', ');
};

export const durationText = (ms: number): string => {
  if (ms < 1) return 'under 1 ms';
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
};
