import type { HopSpan } from '@hopwise/contracts/turn-record';
import { describe, expect, it } from '@jest/globals';
import { hopTimes } from './hop-times.ts';

const span = (fields: Partial<HopSpan>): HopSpan => ({
  hop: 1,
  operation: 'POST /chat',
  startedAtMs: 1000,
  endedAtMs: 1200,
  outcome: 'answered',
  ...fields,
});

describe('hopTimes', () => {
  it('puts all calls on one axis', () => {
    const { totalMs, hops } = hopTimes([
      span({}),
      span({ hop: 6, startedAtMs: 1050, endedAtMs: 1100 }),
      span({ hop: 6, startedAtMs: 1150, endedAtMs: 1200 }),
    ]);
    expect(totalMs).toBe(200);
    expect(hops).toMatchObject([
      { hop: 1, text: '200 ms', bars: [{ offset: 0, width: 100 }] },
      {
        hop: 6,
        text: '100 ms, 2 calls',
        bars: [
          { offset: 25, width: 25 },
          { offset: 75, width: 25 },
        ],
      },
    ]);
  });

  it('names a timeout and a cold start', () => {
    const timedOut = span({ endedAtMs: 6300, outcome: 'timed-out', coldStartMs: 120 });
    expect(hopTimes([timedOut]).hops[0]?.text).toBe('timed out after 5.3 s, cold start 120 ms');
  });
});
