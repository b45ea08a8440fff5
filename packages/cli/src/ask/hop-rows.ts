import type { Decision } from '@hopwise/contracts/decision';
import { type HopView, hopViews, type TurnOutcome } from '@hopwise/contracts/hop-views';

type RowDecision = Pick<
  Decision,
  'principal' | 'action' | 'resource' | 'effect' | 'by' | 'code' | 'ms'
>;

/** One hop of a turn with its decisions. */
export type HopRow = Pick<HopView, 'hop' | 'from' | 'to' | 'credential' | 'outcome' | 'code'> & {
  /** The decision that failed. */
  readonly failing?: RowDecision;
  readonly decisions: readonly RowDecision[];
};

/** The seven hops of a turn. */
export const hopRows = (turn: TurnOutcome): readonly HopRow[] =>
  hopViews(turn).map(({ cacheHit: _cacheHit, failing, decisions, ...view }) => ({
    ...view,
    ...(failing && { failing: rowDecision(failing) }),
    decisions: decisions.map(rowDecision),
  }));

const rowDecision = ({
  principal,
  action,
  resource,
  effect,
  by,
  code,
  ms,
}: Decision): RowDecision => ({
  principal,
  action,
  resource,
  effect,
  by,
  ...(code !== undefined && { code }),
  ms: Math.round(ms * 1000) / 1000,
});
