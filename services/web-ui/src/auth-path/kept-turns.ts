import type { TurnRecord } from '@hopwise/contracts/turn-record';
import type { Conversation, Turn } from '../chat/turn.ts';

/** Number of turns whose path this browser keeps. */
export const maxKeptTurns = 20;

/** Storage key of the paths of one user's turns. A path contains no token, no secret and no text of the user. */
export const turnRecordsKey = (user: string | undefined): string =>
  `hopwise.turns.1${user === undefined ? '' : `.${user}`}`;

/** The last turns of all conversations of this browser, newest first. */
export const keptTurns = (conversations: readonly Conversation[]): readonly Turn[] =>
  conversations
    .flatMap(({ turns }) => turns)
    .toSorted((a, b) => b.askedAtMs - a.askedAtMs)
    .slice(0, maxKeptTurns);

/** Adds or replaces the path of one turn, as the newest. */
export const withTurnRecord = (
  known: readonly TurnRecord[],
  record: TurnRecord,
): readonly TurnRecord[] =>
  [record, ...known.filter(({ correlationId }) => correlationId !== record.correlationId)].slice(
    0,
    maxKeptTurns,
  );
