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

const proxy = (fields: Partial<HopSpan>) => span({ hop: 5, operation: 'Invoke proxy', ...fields });
const gateway = (fields: Partial<HopSpan>) => span({ hop: 6, operation: 'POST /mcp', ...fields });

/** The notes of the last hop. */
const notes = (...spans: HopSpan[]) => hopTimes(spans).hops.at(-1)?.notes;

describe('hopTimes', () => {
  it('puts all calls on one axis', () => {
    const { totalMs, hops } = hopTimes([
      span({}),
      proxy({ startedAtMs: 1040, endedAtMs: 1100 }),
      gateway({ startedAtMs: 1050, endedAtMs: 1100 }),
      proxy({ startedAtMs: 1140, endedAtMs: 1200 }),
      gateway({ startedAtMs: 1150, endedAtMs: 1200 }),
    ]);
    expect(totalMs).toBe(200);
    expect(hops).toMatchObject([
      { hop: 1, notes: ['200 ms'], bars: [{ offset: 0, width: 100 }] },
      { hop: 5 },
      {
        hop: 6,
        notes: ['100 ms', '2 calls'],
        bars: [
          { offset: 25, width: 25 },
          { offset: 75, width: 25 },
        ],
        calls: [{ atMs: 50, durationMs: 50, isRetry: false, outcome: '50 ms' }, {}],
      },
    ]);
  });

  it('names a timeout and a cold start', () => {
    const timedOut = span({ endedAtMs: 6300, outcome: 'timed-out', coldStartMs: 120 });
    expect(notes(timedOut)).toEqual(['cold start 120 ms', 'timed out after 5.3 s']);
  });

  it('names the timeout of a caller, and no timeout of the calls that end with it', () => {
    const hung = gateway({ endedAtMs: 13_000, outcome: 'abandoned' });
    expect(notes(span({}), hung)).toEqual(['timed out after 12.0 s']);
    // The person stopped the answer.
    const stopped = span({ endedAtMs: 13_000, outcome: 'abandoned' });
    expect(notes(stopped, hung)).toEqual(['12.0 s']);
    // web-api left the agent after the proxy had reported the timeout.
    const left = span({ hop: 3, endedAtMs: 13_020, outcome: 'abandoned' });
    const [hop3, hop6] = hopTimes([left, hung]).hops;
    expect(hop3?.calls).toMatchObject([{ outcome: 'the caller left after 12.0 s' }]);
    expect(hop3?.notes).toEqual(['12.0 s']);
    expect(hop6?.notes).toContain('timed out after 12.0 s');
  });

  it('names the retries of an invocation, and no second invocation', () => {
    const refused = gateway({ startedAtMs: 1010, endedAtMs: 1020, outcome: 'failed' });
    const repeated = gateway({ startedAtMs: 1030, endedAtMs: 1040 });
    expect(notes(proxy({}), refused, repeated)).toEqual([
      '20 ms',
      '2 calls',
      '1 retry',
      'failed after 10 ms',
    ]);
    const second = proxy({ startedAtMs: 1025 });
    expect(notes(proxy({}), refused, second, repeated)).not.toContain('1 retry');
  });

  it('names a failure only at the broken hop, if the turn names it', () => {
    const refused = span({ hop: 3, operation: 'InvokeAgent', outcome: 'failed', endedAtMs: 1050 });
    const spans = [span({ outcome: 'failed' }), refused];
    const [hop1, hop3] = hopTimes(spans, 3).hops;
    expect(hop1).toMatchObject({ notes: ['200 ms'], bars: [{ hasFailed: false }] });
    expect(hop3).toMatchObject({
      notes: ['failed after 50 ms'],
      bars: [{ hasFailed: true }],
    });
    expect(hopTimes(spans).hops[0]?.notes).toEqual(['failed after 200 ms']);
  });

  it('counts several failures of one hop', () => {
    const failed = (endedAtMs: number) =>
      span({ hop: 7, operation: 'guardduty GET', outcome: 'failed', endedAtMs });
    expect(notes(failed(1001), failed(1002))).toEqual(['3 ms', '2 calls', '2 calls failed']);
  });

  it('names no retry of calls that are perhaps different operations', () => {
    const read = (outcome: HopSpan['outcome']) =>
      span({ hop: 7, operation: 'guardduty GET', outcome });
    expect(notes(read('failed'), read('answered'))).not.toContain('1 retry');
    const invoked = (outcome: HopSpan['outcome']) =>
      span({ hop: 7, operation: 'Invoke tools', outcome });
    expect(notes(invoked('failed'), invoked('answered'))).toContain('1 retry');
  });

  it('knows whether hop 6 had a token before', () => {
    const token = span({ hop: 6, operation: 'POST /oauth2/token' });
    expect(hopTimes([gateway({})]).hops[0]?.hadToken).toBe(true);
    expect(hopTimes([token, gateway({})]).hops[0]?.hadToken).toBe(false);
    expect(hopTimes([token]).hops[0]).not.toHaveProperty('hadToken');
  });

  it('shows a running call to the end of the axis', () => {
    const running = gateway({ startedAtMs: 1100, outcome: 'running' });
    const { endedAtMs: _endedAtMs, ...open } = running;
    const { hops } = hopTimes([span({}), open]);
    expect(hops[1]).toMatchObject({ bars: [{ offset: 50, width: 50, hasFailed: false }] });
  });
});
