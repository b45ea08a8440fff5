import type { HopOutcome } from '@hopwise/contracts/chat-events';
import type { Decision } from '@hopwise/contracts/decision';
import { describe, expect, it } from '@jest/globals';
import { hopViews } from './hop-views.ts';

const report = (hop: number): HopOutcome => ({ hop, credential: 'iam', effect: 'allow' });

const decision = (fields: Partial<Decision>): Decision => ({
  hop: 7,
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
  hopViews({ decisions: [], isRunning: false, ...sources }).map(({ state }) => state);

describe('hopViews', () => {
  it('shows all seven hops before the first question', () => {
    expect(states({})).toEqual(Array(7).fill('not-reached'));
  });

  it('shows the hop that a running turn waits for', () => {
    expect(states({ reports: [report(1), report(2)], isRunning: true })).toEqual([
      'allowed',
      'allowed',
      'next',
      ...Array(4).fill('not-reached'),
    ]);
  });

  it('shows no credential at hop 1 while nobody is signed in and nothing is known about the hop', () => {
    const credential = (sources: Partial<Parameters<typeof hopViews>[0]>) =>
      hopViews({ decisions: [], isRunning: false, ...sources })[0]?.credential;
    const failure = { code: 'TOKEN_MISSING', hop: 1 };
    const user = decision({ hop: 1, credential: 'cognito' });
    expect(credential({ isSignedIn: false })).toBe('none');
    expect(credential({ isSignedIn: false, isRunning: true })).toBe('none');
    expect(credential({ isSignedIn: true })).toBe('cognito');
    expect(credential({ isSignedIn: false, decisions: [user] })).toBe('cognito');
    expect(credential({ isSignedIn: false, failure })).toBe('cognito');
    expect(credential({ isSignedIn: false, failure: { code: 'API_UNREACHABLE', hop: 1 } })).toBe(
      'none',
    );
  });

  it('has no next hop after the turn', () => {
    expect(states({ reports: [report(1), report(2)] })).not.toContain('next');
  });

  it('adds up the decision times of the local stack', () => {
    const views = hopViews({
      decisions: [decision({}), decision({ action: 'securityhub:GetFindings', ms: 0.25 })],
      isRunning: false,
    });
    expect(views[6]).toMatchObject({ state: 'allowed', decidedInMs: 0.75 });
    expect(views[5]).not.toHaveProperty('decidedInMs');
  });
});
