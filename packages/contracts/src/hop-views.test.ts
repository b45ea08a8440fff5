import { describe, expect, it } from '@jest/globals';
import type { Decision } from './decision.ts';
import { brokenHop, hopViews, type ReportedHop, type TurnOutcome } from './hop-views.ts';

const report = (hop: number, fields: Partial<ReportedHop> = {}): ReportedHop => ({
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

const secretRead = (fields: Partial<Decision> = {}) =>
  decision(6, { action: 'secretsmanager:GetSecretValue', ...fields });
const gatewayCall = (fields: Partial<Decision> = {}) =>
  decision(6, { action: 'bedrock-agentcore:InvokeGateway', credential: 'oauth', ...fields });

const views = (turn: Partial<TurnOutcome>) => hopViews({ decisions: [], ...turn });
const outcomes = (turn: Partial<TurnOutcome>) => views(turn).map(({ outcome }) => outcome);

describe('the credential of a hop', () => {
  it('is the kind of the hop itself, whatever it reads on the way', () => {
    const turn = { decisions: [secretRead(), gatewayCall()] };
    expect(views(turn)[5]).toMatchObject({ credential: 'oauth', outcome: 'allowed' });
    expect(views({}).map(({ credential }) => credential)).toEqual([
      'cognito',
      'iam',
      'iam',
      'iam',
      'iam',
      'oauth',
      'iam',
    ]);
  });

  it('is the kind of the decision that failed', () => {
    const denied = { effect: 'deny', code: 'ACCESS_DENIED' } as const;
    expect(views({ decisions: [secretRead(denied)] })[5]).toMatchObject({
      credential: 'iam',
      outcome: 'denied',
      failing: { action: 'secretsmanager:GetSecretValue' },
    });
    const refused = gatewayCall({ effect: 'deny', code: 'CLIENT_NOT_ALLOWED' });
    expect(views({ decisions: [secretRead(), refused] })[5]).toMatchObject({
      credential: 'oauth',
      outcome: 'denied',
      code: 'CLIENT_NOT_ALLOWED',
    });
  });

  it('is IAM for a failed read of the secret on AWS, which has no decision record', () => {
    const reports = [
      report(6, { credential: 'oauth', effect: 'deny', code: 'SECRET_ACCESS_DENIED' }),
    ];
    expect(views({ reports })[5]).toMatchObject({ credential: 'iam', outcome: 'denied' });
  });

  it('is OAuth for a secret that was read but is wrong', () => {
    const reports = [report(6, { credential: 'oauth', effect: 'fail', code: 'SECRET_MALFORMED' })];
    const decisions = [secretRead()];
    expect(views({ reports, decisions })[5]).toMatchObject({ credential: 'oauth' });
  });

  it('depends on the stage at hop 1', () => {
    const open = decision(1, { credential: 'none' });
    expect(views({ decisions: [open] })[0]?.credential).toBe('none');
    const signedIn = report(1, { credential: 'cognito' });
    expect(views({ reports: [signedIn] })[0]?.credential).toBe('cognito');
  });
});

describe('the outcome of a hop', () => {
  it.each([
    'AGENT_STREAM_INCOMPLETE',
    'AGENT_TIMEOUT',
    'AGENT_THROTTLED',
    'AGENT_INTERNAL_ERROR',
    'TOKEN_ENDPOINT_TIMEOUT',
    'TOKEN_ENDPOINT_UNAVAILABLE',
    'GATEWAY_TIMEOUT',
    'GATEWAY_THROTTLED',
    'GATEWAY_FAULT',
    'CODE_OF_ANOTHER_VERSION',
  ])('is failed, not denied, for %s', (code) => {
    expect(views({ failure: { code, hop: 6 } })[5]).toMatchObject({ outcome: 'failed', code });
    const reports = [report(6, { effect: 'fail', code })];
    expect(views({ reports })[5]).toMatchObject({ outcome: 'failed', code });
  });

  it('is the effect of a report without a code', () => {
    expect(views({ reports: [report(6, { effect: 'fail' })] })[5]?.outcome).toBe('failed');
    expect(views({ reports: [report(6, { effect: 'deny' })] })[5]?.outcome).toBe('denied');
  });

  it.each(['GATEWAY_UNAUTHORIZED', 'GATEWAY_FORBIDDEN', 'TOKEN_REQUEST_REJECTED'])(
    'is denied for %s',
    (code) => {
      expect(views({ failure: { code, hop: 6 } })[5]).toMatchObject({ outcome: 'denied', code });
    },
  );

  it('is failed if the gateway could not decide', () => {
    const undecided = gatewayCall({ effect: 'deny', code: 'ISSUER_UNAVAILABLE' });
    expect(outcomes({ decisions: [undecided] })[5]).toBe('failed');
  });

  it('is allowed for each hop before the one that failed', () => {
    expect(outcomes({ failure: { code: 'INVOKE_AGENT_DENIED', hop: 3 } })).toEqual([
      'allowed',
      'allowed',
      'denied',
      ...Array(4).fill('not-reached'),
    ]);
    expect(outcomes({ failure: { code: 'STREAM_CUT' } })).toEqual(Array(7).fill('not-reached'));
  });

  it('is failed at the last hop that a turn without a named hop reached', () => {
    const turn = { reports: [report(5)], decisions: [gatewayCall()] };
    const failure = { code: 'AGENT_FAILED' };
    expect(outcomes({ ...turn, failure })[5]).toBe('failed');
    expect(outcomes({ ...turn, failure, reports: [report(5), report(6)] })[5]).toBe('allowed');
    expect(outcomes(turn)[5]).toBe('allowed');
  });

  it('is denied by a decision that the stream does not report', () => {
    const denied = decision(7, { effect: 'deny', code: 'ACCESS_DENIED' });
    expect(views({ reports: [report(7)], decisions: [denied] })[6]).toMatchObject({
      outcome: 'denied',
      code: 'ACCESS_DENIED',
    });
  });

  it('is allowed if the same call was allowed later', () => {
    const refused = gatewayCall({ effect: 'deny', code: 'TOKEN_EXPIRED' });
    expect(outcomes({ decisions: [refused, gatewayCall()] })[5]).toBe('allowed');
    expect(outcomes({ decisions: [gatewayCall(), refused] })[5]).toBe('denied');
  });
});

describe('the code of a hop', () => {
  it('is the cause in the decision record, not the symptom that the caller sees', () => {
    const refused = gatewayCall({ effect: 'deny', code: 'CLIENT_NOT_ALLOWED' });
    const symptom = { code: 'GATEWAY_UNAUTHORIZED' };
    const reports = [report(6, { credential: 'oauth', effect: 'deny', ...symptom })];
    const turn = { reports, decisions: [refused], failure: { ...symptom, hop: 6 } };
    expect(brokenHop(views(turn))).toMatchObject({ hop: 6, code: 'CLIENT_NOT_ALLOWED' });
  });

  it('is what the caller saw if the denial is not its cause', () => {
    const read = decision(7, { effect: 'deny', code: 'SERVICE_ACCESS_DENIED' });
    const failure = { code: 'GATEWAY_TARGET_FAILED', hop: 7 };
    expect(brokenHop(views({ decisions: [read], failure }))).toMatchObject({
      code: 'GATEWAY_TARGET_FAILED',
      outcome: 'failed',
      failing: read,
    });
  });

  it('is the cause among several denials', () => {
    const refused = gatewayCall({ effect: 'deny', code: 'CLIENT_NOT_ALLOWED' });
    const rotated = decision(6, { effect: 'deny', code: 'TOKEN_REQUEST_REJECTED' });
    const failure = { code: 'GATEWAY_UNAUTHORIZED', hop: 6 };
    expect(brokenHop(views({ decisions: [rotated, refused], failure }))).toMatchObject({
      code: 'CLIENT_NOT_ALLOWED',
      failing: refused,
    });
  });
});
