import type { HopSpan } from '@hopwise/contracts/turn-record';
import { hasFailed, hasTimedOut } from './call-outcome.ts';

/** One call of a hop, in words. */
export type CallTime = {
  /** For example `POST /mcp`. */
  readonly operation: string;
  /** Milliseconds after the first call of the turn. */
  readonly atMs: number;
  readonly durationMs: number;
  /** The caller made the same call before, without success. */
  readonly isRetry: boolean;
  /** For example `timed out after 5.3 s`. */
  readonly outcome: string;
  readonly hasFailed: boolean;
};

/** The calls of a turn at one hop, in the order of their start. */
export const callTimes = (
  spans: readonly HopSpan[],
  hop: number,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): readonly CallTime[] => {
  const calls = spans.filter((span) => span.hop === hop);
  return calls.map((span, index) => {
    const durationMs = (span.endedAtMs ?? endMs) - span.startedAtMs;
    return {
      operation: span.operation,
      atMs: span.startedAtMs - startMs,
      durationMs,
      isRetry: calls.slice(0, index).some((earlier) => isRepeated(earlier, span, spans)),
      outcome: outcomeText(span, durationMs, spans),
      hasFailed: hasFailed(span, spans),
    };
  });
};

/**
 * Whether a call repeats an earlier call. The proxy needs one token and one gateway call for each invocation, so
 * another one in the same invocation is a retry. At other hops, the earlier call must have failed.
 */
const isRepeated = (earlier: HopSpan, later: HopSpan, spans: readonly HopSpan[]): boolean => {
  if (earlier.operation !== later.operation || isAmbiguous(later.operation)) return false;
  if (later.hop !== 6) return earlier.outcome !== 'answered';
  const startMs = spans.findLast(
    ({ hop, startedAtMs }) => hop === 5 && startedAtMs <= later.startedAtMs,
  )?.startedAtMs;
  return startMs === undefined || earlier.startedAtMs >= startMs;
};

/** The REST protocols have only a method here, for example `guardduty GET`. It can be any operation. */
const isAmbiguous = (operation: string): boolean => /^[a-z0-9-]+ [A-Z]+$/.test(operation);

const outcomeText = (span: HopSpan, durationMs: number, spans: readonly HopSpan[]): string => {
  const after = `after ${durationText(durationMs)}`;
  if (hasTimedOut(span, spans)) return `timed out ${after}`;
  if (span.outcome === 'abandoned') return `the caller left ${after}`;
  if (span.outcome === 'failed') return `failed ${after}`;
  return span.outcome === 'running' ? 'running' : durationText(durationMs);
};

export const durationText = (ms: number): string => {
  if (ms < 1) return 'under 1 ms';
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
};
