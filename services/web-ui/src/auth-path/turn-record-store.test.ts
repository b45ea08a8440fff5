import type { TurnRecord } from '@hopwise/contracts/turn-record';
import { describe, expect, it } from '@jest/globals';
import type { TextStore } from '../chat/conversation-store.ts';
import { maxKeptTurns, turnRecordsKey, withTurnRecord } from './kept-turns.ts';
import { loadTurnRecords, saveTurnRecords } from './turn-record-store.ts';

const createStoreFake = (): TextStore => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
    removeItem: (key) => {
      kept.delete(key);
    },
  };
};

const record = (correlationId: string, operation = 'POST /chat'): TurnRecord => ({
  correlationId,
  decisions: [],
  spans: [{ hop: 1, operation, startedAtMs: 1000, endedAtMs: 1200, outcome: 'answered' }],
});

const key = turnRecordsKey(undefined);

describe('the paths of the last turns', () => {
  it('are restored unchanged, newest first', () => {
    const store = createStoreFake();
    const records = withTurnRecord([record('turn-0001')], record('turn-0002'));
    saveTurnRecords(store, key, records);
    expect(loadTurnRecords(store, key)).toEqual([record('turn-0002'), record('turn-0001')]);
  });

  it('are not shown to another user', () => {
    const store = createStoreFake();
    saveTurnRecords(store, turnRecordsKey('ada'), [record('turn-0001')]);
    expect(loadTurnRecords(store, turnRecordsKey('bob'))).toEqual([]);
  });

  it('have one entry for each turn, and a limit', () => {
    let records: readonly TurnRecord[] = [];
    for (let turn = 0; turn < maxKeptTurns + 5; turn += 1) {
      records = withTurnRecord(records, record(`turn-id-${turn}`));
      records = withTurnRecord(records, record(`turn-id-${turn}`, 'POST /mcp'));
    }
    expect(records).toHaveLength(maxKeptTurns);
    expect(records[0]).toEqual(record(`turn-id-${maxKeptTurns + 4}`, 'POST /mcp'));
    expect(new Set(records.map(({ correlationId }) => correlationId)).size).toBe(maxKeptTurns);
  });

  it('are stored without the oldest that do not fit', () => {
    const store = createStoreFake();
    const long = (id: string) => record(id, 'x'.repeat(400_000));
    saveTurnRecords(store, key, [long('turn-0003'), long('turn-0002'), long('turn-0001')]);
    const ids = loadTurnRecords(store, key).map(({ correlationId }) => correlationId);
    expect(ids).toEqual(['turn-0003', 'turn-0002']);
  });

  it.each(['{', '{"all":[]}', '[{"correlationId":1}]'])('are empty if the store has %s', (text) => {
    const store = createStoreFake();
    store.setItem(key, text);
    expect(loadTurnRecords(store, key)).toEqual([]);
  });

  it('leave nothing in the store when the last one is deleted', () => {
    const store = createStoreFake();
    saveTurnRecords(store, key, [record('turn-0001')]);
    saveTurnRecords(store, key, []);
    expect(store.getItem(key)).toBeNull();
  });
});
