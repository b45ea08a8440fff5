import type { HopSpan } from '@hopwise/contracts/turn-record';
import { type CallTime, callTimes, durationText } from './call-times.ts';

/** A call as a part of the time axis. Both numbers are percent of the whole turn. */
export type Bar = {
  readonly offset: number;
  readonly width: number;
  readonly hasFailed: boolean;
};

export type HopTime = {
  readonly hop: number;
  readonly bars: readonly Bar[];
  readonly calls: readonly CallTime[];
  /** For example `212 ms`, `3 calls`, `timed out after 5.0 s`, `1 retry`. */
  readonly notes: readonly string[];
  /** Whether the proxy had a token before this turn. Only at hop 6, if it called the gateway. */
  readonly hadToken?: boolean;
};

/**
 * The calls of each hop on one axis, which begins with the first call of the turn. If the turn names its broken hop, a call
 * that failed at another hop only reports that.
 */
export const hopTimes = (
  spans: readonly HopSpan[],
  brokenHop?: number,
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
      const ofHop = spans.filter((span) => span.hop === hop);
      const calls = callTimes(spans, hop, { startMs, endMs });
      const isCause = brokenHop === undefined || brokenHop === hop;
      const bars = calls.map(({ atMs, durationMs, hasFailed }) => ({
        offset: (atMs / totalMs) * 100,
        width: (durationMs / totalMs) * 100,
        hasFailed: hasFailed && isCause,
      }));
      const failure = isCause ? failureNote(calls) : undefined;
      return { hop, bars, calls, notes: notesOf(calls, ofHop, failure), ...tokenOf(ofHop) };
    }),
  };
};

/** The wall time of a hop is the sum of its calls. Calls of one hop follow each other. */
const notesOf = (
  calls: readonly CallTime[],
  spans: readonly HopSpan[],
  failure: string | undefined,
): readonly string[] => {
  const wallMs = calls.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const coldStartMs = spans.reduce((sum, span) => sum + (span.coldStartMs ?? 0), 0);
  const retries = calls.filter(({ isRetry }) => isRetry).length;
  return [
    // The failure of the only call contains its time.
    ...(calls.length > 1 || failure === undefined ? [durationText(wallMs)] : []),
    ...(calls.length > 1 ? [`${calls.length} calls`] : []),
    ...(coldStartMs > 0 ? [`cold start ${durationText(coldStartMs)}`] : []),
    ...(retries > 0 ? [retries === 1 ? '1 retry' : `${retries} retries`] : []),
    ...(failure === undefined ? [] : [failure]),
  ];
};

/** The first time limit says why the hop is slow. */
const failureNote = (calls: readonly CallTime[]): string | undefined => {
  const failed = calls.filter(({ hasFailed }) => hasFailed);
  const [first] = failed;
  const limit = failed.find(({ outcome }) => outcome.startsWith('timed out'));
  return limit?.outcome ?? (failed.length > 1 ? `${failed.length} calls failed` : first?.outcome);
};

const tokenOf = (spans: readonly HopSpan[]): Pick<HopTime, 'hadToken'> => {
  const called = (path: string) => spans.some(({ operation }) => operation.endsWith(path));
  return called('/mcp') ? { hadToken: !called('/oauth2/token') } : {};
};
