import { type TurnRecord, turnRecord } from '@hopwise/contracts/turn-record';
import * as z from 'zod/mini';
import type { TextStore } from '../chat/conversation-store.ts';
import { newestThatFit } from '../chat/newest-that-fit.ts';
import { maxKeptTurns } from './kept-turns.ts';

/** Limit in UTF-16 code units. */
const maxLength = 1_000_000;

const keptRecords = z.array(turnRecord);

/** Loads the stored paths, newest first. Returns none if they cannot be read or have another version. */
export const loadTurnRecords = (store: TextStore, key: string): readonly TurnRecord[] => {
  try {
    return keptRecords.safeParse(JSON.parse(store.getItem(key) ?? '[]')).data ?? [];
  } catch {
    return [];
  }
};

/** Stores the newest paths that fit. It is not an error if the browser refuses. */
export const saveTurnRecords = (
  store: TextStore,
  key: string,
  records: readonly TurnRecord[],
): void => {
  try {
    if (records.length === 0) {
      store.removeItem(key);
    } else {
      store.setItem(key, newestThatFit(records.slice(0, maxKeptTurns), maxLength));
    }
  } catch {
    // The storage is full or forbidden. The page shows the paths until it is closed.
  }
};
