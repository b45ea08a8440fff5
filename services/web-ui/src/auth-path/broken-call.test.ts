import type { HopSpan } from '@hopwise/contracts/turn-record';
import { describe, expect, it } from '@jest/globals';
import { withBrokenCall } from './broken-call.ts';
import { hopViews } from './hop-views.ts';

const span = (hop: number, outcome: HopSpan['outcome'], operation = `call ${hop}`): HopSpan => ({
  hop,
  operation,
  startedAtMs: 0,
  endedAtMs: 1,
  outcome,
});

const brokenHops = (...spans: HopSpan[]) =>
  withBrokenCall(hopViews({ decisions: [], isRunning: false }), spans)
    .filter(({ state }) => state === 'failed')
    .map(({ hop }) => hop);

describe('withBrokenCall', () => {
  it('finds the last hop whose call had no success', () => {
    expect(brokenHops(span(1, 'answered'), span(5, 'answered'), span(6, 'abandoned'))).toEqual([6]);
    expect(brokenHops(span(1, 'failed'), span(6, 'failed'))).toEqual([6]);
    expect(brokenHops(span(1, 'answered'), span(5, 'timed-out'))).toEqual([5]);
  });

  it('finds the hop that ended the turn, not the callers that left afterwards', () => {
    const left = [span(3, 'abandoned'), span(4, 'abandoned'), span(5, 'abandoned')];
    expect(brokenHops(...left)).toEqual([3]);
    const timedOut = { ...span(6, 'abandoned'), endedAtMs: -100 };
    expect(brokenHops(...left, timedOut, span(6, 'running'))).toEqual([6]);
  });

  it('finds nothing if a retry had success', () => {
    expect(brokenHops(span(6, 'failed'), span(6, 'answered'))).toEqual([]);
  });

  it('keeps the hop that a failure names', () => {
    const failure = { code: 'GATEWAY_TIMEOUT', hop: 6 };
    const views = hopViews({ decisions: [], isRunning: false, failure });
    expect(withBrokenCall(views, [span(7, 'failed')])).toBe(views);
  });
});
