import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { isBroken } from '@hopwise/contracts/hop-views';
import type { TurnRecord } from '@hopwise/contracts/turn-record';
import type { LocalStack } from '../api/local-stack.ts';
import { AuthPath } from '../auth-path/auth-path.tsx';
import { withBrokenCall } from '../auth-path/broken-call.ts';
import { CopyReport } from '../auth-path/copy-report.tsx';
import { hopViews } from '../auth-path/hop-views.ts';
import type { Turn } from '../chat/turn.ts';
import { followInPage } from '../navigation/follow-in-page.ts';
import { useHopFindings, useRecordedTurn } from './use-recorded-turn.ts';

export type TurnPageProps = {
  readonly id: string;
  /** Absent on a deployed stage. */
  readonly local: LocalStack | undefined;
  /** The last turns of this browser. */
  readonly turns: readonly Turn[];
};

/** The path of one turn, at the address of the turn. */
export const TurnPage = ({ id, local, turns }: TurnPageProps) => (
  <section aria-label="Path of a turn">
    <SpaceBetween size="l">
      <Header variant="h1">{`Turn ${id}`}</Header>
      {local ? (
        <LocalTurn id={id} local={local} turn={turns.find((turn) => turn.correlationId === id)} />
      ) : (
        <Alert type="info" statusIconAriaLabel="info" header="Only the local stack has this page">
          A deployed stage records no decisions for the browser. Search its logs for the correlation
          id of the turn, or run the question on the local stack.
        </Alert>
      )}
    </SpaceBetween>
  </section>
);

type LocalTurnProps = {
  readonly id: string;
  readonly local: LocalStack;
  readonly turn: Turn | undefined;
};

const LocalTurn = ({ id, local, turn }: LocalTurnProps) => {
  const read = useRecordedTurn(local, id);
  if (!read) return <Spinner size="large" />;
  return read.record ? (
    <RecordedPath record={read.record} local={local} turn={turn} />
  ) : (
    <Alert
      type="warning"
      statusIconAriaLabel="warning"
      header="The local stack has no record of this turn"
      action={
        <Button href="/" onFollow={followInPage}>
          Ask a question
        </Button>
      }
    >
      {read.problem} Ask the question again: the panel and <Box variant="code">hopwise ask</Box>{' '}
      show the address of each turn. A restart of the stack starts a new record.
    </Alert>
  );
};

type RecordedPathProps = Omit<LocalTurnProps, 'id'> & { readonly record: TurnRecord };

const RecordedPath = ({ record, local, turn }: RecordedPathProps) => {
  const views = withBrokenCall(
    hopViews({
      reports: turn?.hops ?? [],
      decisions: record.decisions,
      isRunning: record.spans.some(({ hop, outcome }) => hop === 1 && outcome === 'running'),
      failure: turn?.failure,
    }),
    record.spans,
  );
  const broken = views.find(({ state }) => isBroken(state))?.hop;
  const findings = useHopFindings(local, broken);
  const byHop = new Map(broken === undefined ? [] : [[broken, findings] as const]);
  const { correlationId } = record;
  return (
    <SpaceBetween size="m">
      <CopyReport turn={{ correlationId, views, findings: byHop, failure: turn?.failure }} />
      <AuthPath
        views={views}
        turn={turn ?? { question: 'This turn was asked outside of this browser.' }}
        findings={byHop}
        spans={record.spans}
      />
    </SpaceBetween>
  );
};
