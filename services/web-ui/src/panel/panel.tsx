import Drawer from '@cloudscape-design/components/drawer';
import Header from '@cloudscape-design/components/header';
import type { InputProps } from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isBroken } from '@hopwise/contracts/hop-views';
import { Suspense, useEffect, useRef } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import { AuthPath } from '../auth-path/auth-path.tsx';
import { type HopView, hopViews } from '../auth-path/hop-views.ts';
import { TurnTools } from '../auth-path/turn-tools.tsx';
import type { TurnPaths } from '../auth-path/use-turn-paths.ts';
import type { FindingsByHop } from '../diagnosis/findings-by-hop.ts';
import { ActiveFaults } from '../faults/active-faults.tsx';
import { FaultSwitches } from '../faults/fault-switches.tsx';
import type { FaultsView } from '../faults/use-faults.ts';
import { lazyPart } from '../loading/lazy-part.ts';
import { brokenHopOf } from './broken-hop-view.ts';
import { WatchMoves } from './watch-moves.tsx';

const BrokenHop = lazyPart(() => import('./broken-hop.tsx').then((module) => module.BrokenHop));

export type PanelProps = {
  readonly title: string;
  /** Absent on the page of a turn, which shows the path itself. */
  readonly paths: TurnPaths | undefined;
  readonly isSignedIn: boolean;
  /** Absent on a deployed stage, which has no faults. */
  readonly local: LocalStack | undefined;
  readonly faults: FaultsView;
  /** The fault that a link opened. */
  readonly shown: { readonly name: string } | undefined;
};

/** The active faults, the first broken hop, the auth path of the latest question, and all fault switches. */
export const Panel = ({ title, paths, isSignedIn, local, faults, shown }: PanelProps) => {
  const { shown: turn, record } = paths ?? {};
  const searchRef = useRef<InputProps.Ref>(null);
  const movedIn = useRef<string>(undefined);
  const views = hopViews({
    reports: turn?.hops ?? [],
    decisions: record?.decisions ?? [],
    isRunning: turn?.state === 'running',
    isSignedIn,
    failure: turn?.failure,
  });
  const brokenInTurn = views.find(({ state }) => isBroken(state))?.hop;
  const isFailed = turn?.state === 'failed';
  const turnId = turn?.id;
  const { diagnose } = faults;
  useEffect(() => {
    // If the failure names no hop, the doctor checks all hops.
    if (local && turnId !== undefined && (isFailed || brokenInTurn !== undefined)) {
      diagnose(brokenInTurn);
    }
  }, [local, turnId, isFailed, brokenInTurn, diagnose]);
  useSlashKey(searchRef);

  const findings = currentFindings(views, faults, isFailed && brokenInTurn === undefined);
  const broken = brokenHopOf({ views, findings, faults: faults.faults });
  return (
    <Drawer header={<h2>{title}</h2>}>
      <WatchMoves turnId={turnId} movedIn={movedIn} />
      <SpaceBetween size="l">
        {local && <ActiveFaults view={faults} onChoose={() => searchRef.current?.focus()} />}
        {broken && (
          <Suspense>
            <BrokenHop
              broken={broken}
              turnId={isBroken(broken.view.state) ? turnId : undefined}
              movedIn={movedIn}
              failure={turn?.failure}
              faults={faults}
            />
          </Suspense>
        )}
        {paths && (
          <section aria-label="Auth path">
            <SpaceBetween size="s">
              <Header variant="h3">Auth path</Header>
              <TurnTools
                paths={paths}
                hasAddress={local !== undefined}
                views={views}
                findings={findings}
              />
              <AuthPath
                spans={record?.spans}
                views={views}
                turn={turn}
                findings={findings}
                explainedHop={broken?.view.hop}
              />
            </SpaceBetween>
          </section>
        )}
        {local && <FaultSwitches view={faults} searchRef={searchRef} shown={shown} />}
      </SpaceBetween>
    </Drawer>
  );
};

/** The key “/” moves the focus to the search, unless a person types it into a field. */
const useSlashKey = (searchRef: { readonly current: InputProps.Ref | null }): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [contenteditable]') !== null;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!searchRef.current) return;
      event.preventDefault();
      searchRef.current.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [searchRef]);
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
