import type { Decision } from '@hopwise/contracts/decision';
import { brokenHop } from '@hopwise/contracts/hop-views';
import { describe, expect, it } from '@jest/globals';
import { hopRows } from './hop-rows.ts';
import { hopTable } from './hop-table.ts';

const decisionOf = (change: Partial<Decision>): Decision => ({
  hop: 3,
  correlationId: 'turn-1',
  at: '2026-11-22T08:00:00.000Z',
  credential: 'iam',
  principal: 'role/web-api',
  action: 'bedrock:InvokeAgent',
  resource: 'alias',
  effect: 'allow',
  by: 'statement Invoke',
  ms: 0.12345,
  ...change,
});

const rowsOf = (...decisions: readonly Decision[]) => hopRows({ decisions });

describe('hopRows', () => {
  it('returns seven hops, each with its own decisions', () => {
    const rows = rowsOf(decisionOf({ hop: 3 }), decisionOf({ hop: null }));
    expect(rows.map(({ hop }) => hop)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(rows[2]).toEqual({
      hop: 3,
      from: 'web-api Lambda',
      to: 'Bedrock agent',
      credential: 'iam',
      outcome: 'allowed',
      decisions: [
        {
          principal: 'role/web-api',
          action: 'bedrock:InvokeAgent',
          resource: 'alias',
          effect: 'allow',
          by: 'statement Invoke',
          ms: 0.123,
        },
      ],
    });
    expect(rows.filter(({ decisions }) => decisions.length > 0)).toHaveLength(1);
  });

  it('has the decision that failed, without the fields of the record', () => {
    const [, , , , fifth] = rowsOf(decisionOf({ hop: 5, effect: 'deny', code: 'ACCESS_DENIED' }));
    expect(fifth).toMatchObject({ outcome: 'denied', code: 'ACCESS_DENIED' });
    expect(fifth?.failing).toEqual(fifth?.decisions[0]);
  });
});

describe('brokenHop of rows', () => {
  it('finds the first denial by hop, not by time', () => {
    const rows = rowsOf(
      decisionOf({ hop: 7, effect: 'deny', action: 'late' }),
      decisionOf({ hop: 5, effect: 'deny', action: 'early' }),
    );
    expect(brokenHop(rows)).toMatchObject({ hop: 5, failing: { action: 'early' } });
    expect(brokenHop(rowsOf(decisionOf({})))).toBeUndefined();
  });
});

describe('hopTable', () => {
  const rows = rowsOf(
    decisionOf({ hop: 5, effect: 'deny', by: 'no statement allows it', code: 'ACCESS_DENIED' }),
  );

  it('shows every hop with its credential, and the principal and resource of a denial', () => {
    const lines = hopTable(rows, false).split('\n');
    expect(lines[0]).toMatch(/^1 {2}web UI → API Gateway +cognito +not reached$/);
    const denied = lines.findIndex((line) => line.endsWith('DENIED'));
    expect(lines[denied]).toMatch(/^5 {2}action group → bedrock-gateway-proxy Lambda +iam/);
    expect(lines.slice(denied + 1, denied + 4).map((line) => line.trim())).toEqual([
      'bedrock:InvokeAgent  ACCESS_DENIED: no statement allows it',
      'role/web-api',
      'on alias',
    ]);
  });

  it('shows equal decisions once', () => {
    const twice = rowsOf(decisionOf({ hop: 5, ms: 1 }), decisionOf({ hop: 5, ms: 2 }));
    expect(hopTable(twice, false).match(/bedrock:InvokeAgent/g)).toHaveLength(1);
  });

  it('shows a failure without a decision with its code, and never as denied', () => {
    const failed = hopRows({ decisions: [], failure: { code: 'GATEWAY_TIMEOUT', hop: 6 } });
    expect(hopTable(failed, false)).toMatch(/^6 .*oauth +FAILED {2}GATEWAY_TIMEOUT$/m);
    expect(hopTable(failed, false)).not.toContain('DENIED');
  });

  it('uses colour only on request', () => {
    const esc = String.fromCharCode(27);
    expect(hopTable(rows, false)).not.toContain(esc);
    expect(hopTable(rows, true)).toContain(`${esc}[31mDENIED`);
  });
});
