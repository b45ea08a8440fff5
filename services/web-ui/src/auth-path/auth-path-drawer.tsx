import Drawer from '@cloudscape-design/components/drawer';
import { useEffect } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import type { Turn } from '../chat/turn.ts';
import type { FindingsByHop } from '../diagnosis/findings-by-hop.ts';
import type { FaultsView } from '../faults/use-faults.ts';
import { AuthPath } from './auth-path.tsx';
import { type HopView, hopViews } from './hop-views.ts';
import { useDecisions } from './use-decisions.ts';
import { useSpans } from './use-spans.ts';

export type AuthPathDrawerProps = {
  readonly turn: Turn | undefined;
  readonly local: LocalStack | undefined;
  readonly faults: FaultsView;
};

/** Shows the auth path of the latest question. */
export const AuthPathDrawer = ({ turn, local, faults }: AuthPathDrawerProps) => {
  const decisions = useDecisions(local, turn);
  const spans = useSpans(local, turn);
  const isRunning = turn?.state === 'running';
  const views = hopViews({
    reports: turn?.hops ?? [],
    decisions,
    isRunning,
    failure: turn?.failure,
  });
  const broken = views.find(({ state }) => state === 'denied' || state === 'failed')?.hop;
  const isFailed = turn?.state === 'failed';
  const turnId = turn?.id;
  const { diagnose } = faults;
  useEffect(() => {
    // If the failure names no hop, the doctor checks all hops.
    if (local && turnId !== undefined && (isFailed || broken !== undefined)) diagnose(broken);
  }, [local, turnId, isFailed, broken, diagnose]);
  return (
    <Drawer header={<h2>Auth path</h2>}>
      <AuthPath
        spans={spans}
        views={views}
        turn={turn}
        findings={currentFindings(views, faults, isFailed && broken === undefined)}
      />
    </Drawer>
  );
};

/**
 * Removes the findings of hops that the turn has passed. Keeps them if a fault of the hop is on, or if the
 * failed turn names no hop.
 */
const currentFindings = (
  views: readonly HopView[],
  { faults, findings }: FaultsView,
  isUnexplained: boolean,
): FindingsByHop => {
  const isCurrent = (hop: number): boolean =>
    isUnexplained ||
    views.some((view) => view.hop === hop && view.state !== 'allowed') ||
    faults.some((fault) => fault.hop === hop && fault.on);
  return new Map([...findings].filter(([hop]) => isCurrent(hop)));
};
