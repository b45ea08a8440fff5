import type { Decision } from '@hopwise/contracts/decision';
import { type CredentialKind, type Hop, hops } from '@hopwise/contracts/hops';
import type { TurnFailure } from '../api/turn-failure.ts';
import type { HopOfTurn } from '../chat/turn.ts';

/**
 * `failed`: the last hop that a failed turn reached, without a denial. `next`: a running turn waits for this
 * hop. `unknown`: the turn did not reach the hop, or nothing was reported.
 */
export type HopState = 'allowed' | 'denied' | 'failed' | 'next' | 'unknown';

/** One hop of the auth path, as the page shows it. */
export type HopView = Hop & {
  readonly state: HopState;
  /** The used credential, or the one that the hop requires if the turn did not reach it. */
  readonly credential: CredentialKind;
  readonly code?: string | undefined;
  readonly cacheHit?: boolean | undefined;
  /** Total time of the local stack's decisions. */
  readonly decidedInMs?: number | undefined;
  readonly decisions: readonly Decision[];
};

export type HopSources = {
  readonly reports: readonly HopOfTurn[];
  /** Empty on a deployed stage. */
  readonly decisions: readonly Decision[];
  readonly isRunning: boolean;
  /** Why the turn failed. If it names a hop, the hops before it were passed. */
  readonly failure?: Pick<TurnFailure, 'code' | 'hop'> | undefined;
};

/** Combines the events of the stream with the decisions of the local stack. */
export const hopViews = ({
  reports,
  decisions,
  isRunning,
  failure,
}: HopSources): readonly HopView[] => {
  const views = hops
    .map((hop) =>
      viewOf(
        hop,
        reports.find((report) => report.hop === hop.hop),
        decisions.filter((decision) => decision.hop === hop.hop),
      ),
    )
    .map((view) => withFailure(view, failure));
  const unexplained = failure && unexplainedHop(views, reports);
  const next = isRunning ? views.find(({ state }) => state === 'unknown')?.hop : undefined;
  return views.map((view) => {
    if (view.hop === unexplained) return { ...view, state: 'failed' };
    return view.hop === next ? { ...view, state: 'next' } : view;
  });
};

/** If no hop was denied, the turn failed at the last hop it reached, unless that hop reported success. */
const unexplainedHop = (
  views: readonly HopView[],
  reports: readonly HopOfTurn[],
): number | undefined => {
  if (views.some(({ state }) => state === 'denied')) return undefined;
  const last = views.findLast(({ state }) => state === 'allowed')?.hop;
  return reports.some(({ hop }) => hop === last) ? undefined : last;
};

const viewOf = (
  hop: Hop,
  report: HopOfTurn | undefined,
  decisions: readonly Decision[],
): HopView => {
  const denial = finalDenials(decisions)[0];
  return {
    ...hop,
    credential: report?.credential ?? decisions[0]?.credential ?? hop.credential,
    state: stateOf(report, decisions, denial),
    code: report?.code ?? denial?.code,
    cacheHit: report?.cacheHit,
    decidedInMs:
      decisions.length > 0 ? decisions.reduce((total, { ms }) => total + ms, 0) : undefined,
    decisions,
  };
};

const withFailure = (view: HopView, failure: HopSources['failure']): HopView => {
  if (failure?.hop === undefined) return view;
  if (view.hop === failure.hop) {
    return { ...view, state: 'denied', code: view.code ?? failure.code };
  }
  return view.hop < failure.hop && view.state === 'unknown' ? { ...view, state: 'allowed' } : view;
};

const stateOf = (
  report: HopOfTurn | undefined,
  decisions: readonly Decision[],
  denial: Decision | undefined,
): HopState => {
  if (report?.effect === 'deny' || denial) return 'denied';
  return report || decisions.length > 0 ? 'allowed' : 'unknown';
};

/** Denials without a later success of the same call. A retry with a renewed token or secret can succeed. */
const finalDenials = (decisions: readonly Decision[]): readonly Decision[] =>
  decisions.filter(
    (decision, index) =>
      decision.effect === 'deny' &&
      !decisions
        .slice(index + 1)
        .some(
          (later) =>
            later.effect === 'allow' &&
            later.action === decision.action &&
            later.resource === decision.resource,
        ),
  );
