import { describe, expect, it } from '@jest/globals';
import { createSpanRecord, maxTimedTurns } from './span-record.ts';

describe('createSpanRecord', () => {
  it('records the wall time of a call, and only its first end', () => {
    let nowMs = 1000;
    const record = createSpanRecord({ now: () => nowMs });
    const end = record.startSpan({ hop: 5, turn: 'turn-0001', operation: 'Invoke proxy' });
    expect(record.spansOfTurn('turn-0001')).toMatchObject([{ outcome: 'running' }]);
    nowMs = 1200;
    end('timed-out', { coldStartMs: 80 });
    nowMs = 1300;
    end('answered');
    expect(record.spansOfTurn('turn-0001')).toEqual([
      {
        hop: 5,
        operation: 'Invoke proxy',
        startedAtMs: 1000,
        endedAtMs: 1200,
        outcome: 'timed-out',
        coldStartMs: 80,
      },
    ]);
  });

  it('does not record a call without a hop or a turn', () => {
    const record = createSpanRecord({ now: () => 0 });
    record.startSpan({ hop: null, turn: 'turn-0001', operation: 'x' })('answered');
    record.startSpan({ hop: 1, turn: undefined, operation: 'x' })('answered');
    expect(record.spansOfTurn('turn-0001')).toBeUndefined();
  });

  it('drops the oldest turn first', () => {
    const record = createSpanRecord({ now: () => 0 });
    for (let turn = 0; turn <= maxTimedTurns; turn += 1) {
      record.startSpan({ hop: 1, turn: `turn-${turn}`, operation: 'x' })('answered');
    }
    expect(record.spansOfTurn('turn-0')).toBeUndefined();
    expect(record.spansOfTurn('turn-1')).toHaveLength(1);
  });
});
