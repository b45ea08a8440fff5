import type { Socket } from 'node:net';
import type { Clock } from '@hopwise/auth/clock';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { HopSpan } from '@hopwise/contracts/turn-record';

/** Limit of turns with times. The oldest are dropped first. */
export const maxTimedTurns = 500;
/** Limit of one turn. Further calls have no times. */
const maxSpansPerTurn = 200;

export type NewSpan = {
  readonly hop: HopNumber | null;
  /** A call outside of a turn is not recorded. */
  readonly turn: string | undefined;
  readonly operation: string;
  /** The HTTP request of the call. A request that is timed already is not timed again. */
  readonly request?: object;
};

/** Ends a call. Only the first end counts. */
export type EndSpan = (
  outcome: Exclude<HopSpan['outcome'], 'running'>,
  times?: Pick<HopSpan, 'coldStartMs'>,
) => void;

export type SpanRecord = {
  /** Records that a call of a turn begins. */
  startSpan(span: NewSpan): EndSpan;
  /** The calls of one turn by their start, or `undefined` for an unknown turn. */
  spansOfTurn(correlationId: string): readonly HopSpan[] | undefined;
};

/** The wall time of each call of the last turns, by the stack's clock. */
export const createSpanRecord = (clock: Clock): SpanRecord => {
  const turns = new Map<string, HopSpan[]>();
  const timed = new WeakSet<object>();
  const spansOf = (turn: string): HopSpan[] => {
    const known = turns.get(turn) ?? [];
    turns.set(turn, known);
    const [oldest] = turns.keys();
    if (turns.size > maxTimedTurns && oldest !== undefined) turns.delete(oldest);
    return known;
  };
  return {
    startSpan({ hop, turn, operation, request }) {
      if (hop === null || turn === undefined) return () => undefined;
      if (request && timed.has(request)) return () => undefined;
      if (request) timed.add(request);
      const spans = spansOf(turn);
      const index = spans.length;
      if (index >= maxSpansPerTurn) return () => undefined;
      const begun: HopSpan = { hop, operation, startedAtMs: clock.now(), outcome: 'running' };
      spans.push(begun);
      return (outcome, times) => {
        if (spans[index] === begun) {
          spans[index] = { ...begun, ...times, outcome, endedAtMs: clock.now() };
        }
      };
    },
    spansOfTurn: (correlationId) => turns.get(correlationId)?.slice(),
  };
};

type ClosingResponse = {
  readonly statusCode: number;
  readonly writableEnded: boolean;
  /** Only over HTTP/1.1. */
  readonly req?: { readonly socket: Pick<Socket, 'readableEnded' | 'errored'> };
  once(event: 'close', listener: () => void): unknown;
};

/** Ends a call when its response is closed. */
export const endWithResponse = (endSpan: EndSpan, response: ClosingResponse): void => {
  response.once('close', () => {
    if (!response.writableEnded) return endSpan(hungUp(response) ? 'failed' : 'abandoned');
    endSpan(response.statusCode >= 400 ? 'failed' : 'answered');
  });
};

/** Whether this side closed the connection. The socket of a caller who left has ended, or has an error. */
const hungUp = ({ req }: ClosingResponse): boolean =>
  req !== undefined && !req.socket.readableEnded && req.socket.errored === null;
