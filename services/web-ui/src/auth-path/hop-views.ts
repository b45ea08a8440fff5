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

export type HopSources = TurnOutcome & {
  readonly isRunning: boolean;
  /** Whether the question had a user's token. It matters only while nothing is known about hop 1. Default: true. */
  readonly isSignedIn?: boolean;
};

/** Combines the events of the stream with the decisions of the local stack. */
export const hopViews = ({
  isRunning,
  isSignedIn = true,
  ...turn
}: HopSources): readonly HopView[] => {
  const views = hopViewsOfTurn(turn);
  const next = isRunning ? views.find(({ outcome }) => outcome === 'not-reached')?.hop : undefined;
  return views.map(({ outcome, ...view }) => ({
    ...view,
    state: view.hop === next ? 'next' : outcome,
    // A page without a signed-in user sends no token. A refusal of hop 1 names the credential that it requires.
    ...(view.hop === 1 &&
      !isSignedIn &&
      outcome !== 'denied' &&
      !isReported(turn) && { credential: 'none' }),
    ...(view.decisions.length > 0 && {
      decidedInMs: view.decisions.reduce((total, { ms }) => total + ms, 0),
    }),
  }));
};

const isReported = ({ reports = [], decisions }: TurnOutcome): boolean =>
  [...reports, ...decisions].some(({ hop }) => hop === 1);
