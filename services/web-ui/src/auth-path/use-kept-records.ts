import type { TurnRecord } from '@hopwise/contracts/turn-record';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Turn } from '../chat/turn.ts';
import { useDelayedSave } from '../chat/use-delayed-save.ts';
import { withTurnRecord } from './kept-turns.ts';

type Store = Pick<typeof import('./turn-record-store.ts'), 'saveTurnRecords'>;

/** The paths of these turns, which this browser stores. The path of a deleted turn is deleted with it. */
export const useKeptRecords = (key: string, turns: readonly Turn[]) => {
  const [records, setRecords] = useState<readonly TurnRecord[]>([]);
  const [store, setStore] = useState<Store>();
  const hasTurns = turns.length > 0;

  useEffect(() => {
    if (!hasTurns || store) return;
    // The first load has no turns to restore, so the store is loaded later.
    import('./turn-record-store.ts').then(({ loadTurnRecords, saveTurnRecords }) => {
      const stored = loadTurnRecords(localStorage, key);
      // What was read from the local stack meanwhile is newer.
      setRecords((read) => [...read].reverse().reduce(withTurnRecord, stored));
      setStore({ saveTurnRecords });
    });
  }, [hasTurns, store, key]);

  const save = useMemo(() => {
    if (!store) return undefined;
    const kept = records.filter(({ correlationId }) =>
      turns.some((turn) => turn.correlationId === correlationId),
    );
    return () => store.saveTurnRecords(localStorage, key, kept);
  }, [records, turns, key, store]);
  useDelayedSave(save);

  const keep = useCallback(
    (record: TurnRecord) => setRecords((known) => withTurnRecord(known, record)),
    [],
  );
  return { records, keep };
};
