import {
  type HopView as HopViewOfTurn,
  type HopViewOutcome,
  hopViews as hopViewsOfTurn,
  type TurnOutcome,
} from '@hopwise/contracts/hop-views';

/** `next`: a running turn waits for this hop. */
export type HopState = HopViewOutcome | 'next';

/** One hop of the auth path, as the page shows it. */
export type HopView = Omit<HopViewOfTurn, 'outcome'> & {
  readonly state: HopState;
  /** Total time of the local stack's decisions. */
  readonly decidedInMs?: number;
};

export type HopSources = TurnOutcome & { readonly isRunning: boolean };

/** Combines the events of the stream with the decisions of the local stack. */
export const hopViews = ({ isRunning, ...turn }: HopSources): readonly HopView[] => {
  const views = hopViewsOfTurn(turn);
  const next = isRunning ? views.find(({ outcome }) => outcome === 'not-reached')?.hop : undefined;
  return views.map(({ outcome, ...view }) => ({
    ...view,
    state: view.hop === next ? 'next' : outcome,
    ...(view.decisions.length > 0 && {
      decidedInMs: view.decisions.reduce((total, { ms }) => total + ms, 0),
    }),
  }));
};
