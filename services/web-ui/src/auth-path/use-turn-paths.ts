import type { Decision } from '@hopwise/contracts/decision';
import type { TurnRecord } from '@hopwise/contracts/turn-record';
import { useCallback, useMemo, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import type { Turn } from '../chat/turn.ts';
import type { ConversationsState } from '../chat/use-conversations.ts';
import { keptTurns, turnRecordsKey } from './kept-turns.ts';
import { useKeptRecords } from './use-kept-records.ts';
import { useTurnRecord } from './use-turn-record.ts';

export type TurnPaths = {
  /** The last turns of this browser, newest first. */
  readonly turns: readonly Turn[];
  /** The turn that a person chose, otherwise the latest of the open conversation. */
  readonly shown: Turn | undefined;
  /** What the local stack recorded about the shown turn. Absent on a deployed stage. */
  readonly record: TurnRecord | undefined;
  readonly choose: (turnId: string) => void;
  /** The decisions of one of `turns`, empty until they are read. `undefined` for any other turn. */
  readonly decisionsOf: (correlationId: string) => readonly Decision[] | undefined;
};

export type TurnPathSources = {
  readonly local: LocalStack | undefined;
  readonly user: string | undefined;
  readonly conversations: Pick<ConversationsState, 'all' | 'open'>;
};

/** The paths of this browser's last turns. They outlive a reload and the local stack. */
export const useTurnPaths = ({ local, user, conversations }: TurnPathSources): TurnPaths => {
  const [choice, setChoice] = useState<{ turnId: string; latestId: string | undefined }>();
  const turns = useMemo(() => keptTurns(conversations.all), [conversations.all]);
  const { records, keep } = useKeptRecords(turnRecordsKey(user), turns);
  const latest = conversations.open?.turns.at(-1);
  // A new question ends the choice.
  const chosen =
    choice?.latestId === latest?.id ? turns.find(({ id }) => id === choice?.turnId) : undefined;
  const shown = chosen ?? latest;
  useTurnRecord(local, latest, keep);
  useTurnRecord(local, chosen, keep);
  const decisionsOf = useCallback(
    (id: string) =>
      turns.some(({ correlationId }) => correlationId === id)
        ? (records.find(({ correlationId }) => correlationId === id)?.decisions ?? [])
        : undefined,
    [turns, records],
  );
  return {
    turns,
    decisionsOf,
    shown,
    record: records.find(({ correlationId }) => correlationId === shown?.correlationId),
    choose: (turnId) => setChoice({ turnId, latestId: latest?.id }),
  };
};
