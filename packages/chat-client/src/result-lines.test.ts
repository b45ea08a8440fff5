import { describe, expect, it } from '@jest/globals';
import { resultLines } from './result-lines.ts';

const finding = (severity: string, resource: string, title: string) => ({
  id: `id of ${title}`,
  severity,
  resource,
  title,
});

describe('resultLines', () => {
  it('shows findings in columns, with the name of each resource', () => {
    const findings = [
      finding('CRITICAL', 'arn:aws:s3:::customer-exports', 'Public'),
      finding('LOW', 'i-0aa1', 'Port 22\nis open'),
    ];
    expect(resultLines({ ok: true, total: 2, findings, services: [{ service: 'x' }] })).toEqual([
      'CRITICAL  customer-exports  Public',
      'LOW       i-0aa1            Port 22 is open',
    ]);
  });

  it('cuts a long name, and says how many rows are not shown', () => {
    const findings = Array.from({ length: 12 }, () => finding('HIGH', 'x'.repeat(60), 'T'));
    const lines = resultLines({ total: 53, findings });
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe(`HIGH  ${'x'.repeat(39)}…  T`);
    expect(lines.at(-1)).toBe('… 43 more');
  });

  it.each([
    [{ priorities: [{ rank: 1, severity: 'HIGH', name: 'b', finding: 'f' }] }, '1  HIGH  b  f'],
    [
      { resources: [{ worstSeverity: 'LOW', findings: 2, name: 'b', worstFinding: 'f' }] },
      'LOW  2  b  f',
    ],
    [{ grants: [{ principal: 'Everyone', condition: 'none', actions: 'a' }] }, 'Everyone  none  a'],
    [{ services: [{ service: 'guardduty', status: 'disabled' }] }, 'guardduty  disabled  -  -  -'],
    [
      {
        total: 9,
        byService: [{ service: 'inspector', status: 'enabled', total: 9, critical: 1, high: 2 }],
      },
      'inspector  enabled  9  1  2',
    ],
  ])('shows the list of %j', (result, line) => {
    expect(resultLines(result)).toEqual([line]);
  });

  it('shows an explanation with numbered steps', () => {
    const result = {
      problem: 'Open.',
      risk: 'Anyone reads it.',
      remediation: ['Close.', 'Check.'],
    };
    expect(resultLines(result)).toEqual(['Open.', 'Anyone reads it.', '1. Close.', '2. Check.']);
  });

  it.each([
    undefined,
    null,
    'text',
    [],
    {},
    { findings: 'many' },
    { findings: [] },
    { findings: [1] },
  ])('shows nothing for %j', (result) => expect(resultLines(result)).toEqual([]));
});
