import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { followInPage } from '../navigation/follow-in-page.ts';
import { turnPath } from '../navigation/route.ts';
import { CopyReport } from './copy-report.tsx';
import { TurnChooser } from './turn-chooser.tsx';
import type { ReportedTurn } from './turn-report.ts';
import type { TurnPaths } from './use-turn-paths.ts';

export type TurnActionsProps = {
  readonly paths: TurnPaths;
  readonly reported: ReportedTurn;
  /** Whether a turn has an address, as in the local stack. */
  readonly hasAddress: boolean;
};

/** The last turns, and the report and the address of the shown turn. */
export const TurnActions = ({ paths, reported, hasAddress }: TurnActionsProps) => (
  <SpaceBetween size="xs">
    <TurnChooser turns={paths.turns} shown={paths.shown} onChoose={paths.choose} />
    {paths.shown && <CopyReport turn={reported} />}
    {reported.correlationId !== undefined && hasAddress && (
      <Link href={turnPath(reported.correlationId)} onFollow={followInPage}>
        Page of this turn
      </Link>
    )}
  </SpaceBetween>
);
