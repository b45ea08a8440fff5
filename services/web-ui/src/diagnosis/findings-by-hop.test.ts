import type { FindingCode } from '@hopwise/contracts/codes/finding-codes';
import type { Finding } from '@hopwise/contracts/finding';
import { describe, expect, it } from '@jest/globals';
import { withReport } from './findings-by-hop.ts';

const finding = (code: FindingCode, hop: number | null): Finding => ({
  code,
  hop,
  severity: 'error',
  observed: 'o',
  expected: 'e',
  where: 'w',
  cure: 'c',
});

const report = (...findings: Finding[]) => ({ target: 'stage local', checked: [], findings });

describe('withReport', () => {
  it('replaces the findings of the diagnosed hop', () => {
    const before = withReport(new Map(), report(finding('TOKEN_MISSING', 6)), 6);
    const more = withReport(before, report(finding('SCOPE_NOT_GRANTED', 7)), 7);
    expect([...more.keys()]).toEqual([6, 7]);
    expect(withReport(more, report(), 6).get(6)).toEqual([]);
    expect(withReport(more, report(), 6).get(7)).toMatchObject([{ code: 'SCOPE_NOT_GRANTED' }]);
  });

  it('groups a report on all hops by hop, without findings that concern no hop', () => {
    const before = withReport(new Map(), report(finding('TOKEN_MISSING', 2)), 2);
    const all = withReport(
      before,
      report(
        finding('SCOPE_NOT_GRANTED', 6),
        finding('GATEWAY_FAULT', 6),
        finding('TURN_FAILED', null),
      ),
      undefined,
    );
    expect([...all]).toEqual([[6, [finding('SCOPE_NOT_GRANTED', 6), finding('GATEWAY_FAULT', 6)]]]);
  });
});
