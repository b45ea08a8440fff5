import type { TurnRecord } from '@hopwise/contracts/turn-record';
import { useCallback, useEffect, useState } from 'react';
import type { Turn } from '../chat/turn.ts';
import { withTurnRecord } from './kept-turns.ts';

const saveDelayMs = 400;

// The first load has no turns to restore, so the store is loaded later.
const loadStore = () => import('./turn-record-store.ts');

/** The paths of these turns, which this browser stores. The path of a deleted turn is deleted with it. */
export const useKeptRecords = (key: string, turns: readonly Turn[]) => {
  const [records, setRecords] = useState<readonly TurnRecord[]>([]);
  const [isLoaded, setLoaded] = useState(false);
  const hasTurns = turns.length > 0;

  useEffect(() => {
    if (!hasTurns || isLoaded) return;
    loadStore().then(({ loadTurnRecords }) => {
      const stored = loadTurnRecords(localStorage, key);
      // What was read from the local stack meanwhile is newer.
      setRecords((read) => [...read].reverse().reduce(withTurnRecord, stored));
      setLoaded(true);
    });
  }, [hasTurns, isLoaded, key]);

  useEffect(() => {
    if (!isLoaded) return;
    const kept = records.filter(({ correlationId }) =>
      turns.some((turn) => turn.correlationId === correlationId),
    );
    const timer = setTimeout(async () => {
      (await loadStore()).saveTurnRecords(localStorage, key, kept);
    }, saveDelayMs);
    return () => clearTimeout(timer);
  }, [records, turns, key, isLoaded]);

  const keep = useCallback(
    (record: TurnRecord) => setRecords((known) => withTurnRecord(known, record)),
    [],
  );
  return { records, keep };
};
