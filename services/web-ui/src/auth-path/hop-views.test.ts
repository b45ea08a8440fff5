import type { HopOutcome } from '@hopwise/contracts/chat-events';
import type { Decision } from '@hopwise/contracts/decision';
import { describe, expect, it } from '@jest/globals';
import { hopViews } from './hop-views.ts';

const report = (hop: number, fields: Partial<HopOutcome> = {}): HopOutcome => ({
  hop,
  credential: 'iam',
  effect: 'allow',
  ...fields,
});

const decision = (hop: Decision['hop'], fields: Partial<Decision> = {}): Decision => ({
  hop,
  correlationId: 'c0ffee00',
  at: '2026-11-26T10:00:00.000Z',
  credential: 'iam',
  principal: 'arn:aws:iam::111122223333:role/proxy',
  action: 'lambda:InvokeFunction',
  resource: 'arn:aws:lambda:eu-central-1:111122223333:function:tools',
  effect: 'allow',
  by: 'statement InvokeTools',
  ms: 0.5,
  ...fields,
});

const states = (sources: Partial<Parameters<typeof hopViews>[0]>) =>
  hopViews({ reports: [], decisions: [], isRunning: false, ...sources }).map(({ state }) => state);

describe('hopViews', () => {
  it('shows all seven hops before the first question', () => {
    expect(states({})).toEqual(Array(7).fill('unknown'));
  });

  it('shows the hop that a running turn waits for', () => {
    expect(states({ reports: [report(1), report(2)], isRunning: true })).toEqual([
      'allowed',
      'allowed',
      'next',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('reads the outcome of a hop from the stream', () => {
    const [, , , , , sixth] = hopViews({
      reports: [report(6, { credential: 'oauth', effect: 'deny', code: 'NO_TOKEN_TO_GATEWAY' })],
      decisions: [],
      isRunning: false,
    });
    expect(sixth).toMatchObject({
      state: 'denied',
      credential: 'oauth',
      code: 'NO_TOKEN_TO_GATEWAY',
      decidedInMs: undefined,
    });
  });

  it('shows the hops before the failed hop as allowed', () => {
    const failure = { code: 'AGENT_ACCESS_DENIED', hop: 3 };
    expect(states({ failure })).toEqual([
      'allowed',
      'allowed',
      'denied',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(states({ failure: { code: 'STREAM_CUT' } })).toEqual(Array(7).fill('unknown'));
  });

  it('shows where a turn failed without a denial', () => {
    const sources = { reports: [report(5)], decisions: [decision(6)] };
    const failure = { code: 'AGENT_DEPENDENCY_FAILED' };
    expect(states({ ...sources, failure })[5]).toBe('failed');
    expect(states({ ...sources, failure, reports: [report(5), report(6)] })[5]).toBe('allowed');
    expect(states(sources)[5]).toBe('allowed');
  });

  it('adds up the decision times of the local stack', () => {
    const views = hopViews({
      reports: [],
      decisions: [decision(7), decision(7, { action: 'securityhub:GetFindings', ms: 0.25 })],
      isRunning: false,
    });
    expect(views[6]).toMatchObject({ state: 'allowed', decidedInMs: 0.75 });
    expect(views[6]?.decisions).toHaveLength(2);
  });

  it('shows a denial that the stream does not report', () => {
    const denied = decision(7, { effect: 'deny', code: 'ACCESS_DENIED' });
    expect(
      hopViews({ reports: [report(7)], decisions: [denied], isRunning: false })[6],
    ).toMatchObject({
      state: 'denied',
      code: 'ACCESS_DENIED',
    });
  });

  it('ignores a denial if the same call was allowed later', () => {
    const retried = [decision(6, { effect: 'deny' }), decision(6)];
    expect(states({ decisions: retried })[5]).toBe('allowed');
    expect(states({ decisions: retried.toReversed() })[5]).toBe('denied');
  });
});
