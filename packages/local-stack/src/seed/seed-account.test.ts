import { describe, expect, it } from '@jest/globals';
import { seededAccount } from '../account.ts';
import { seedAccount } from './seed-account.ts';

const nowMs = Date.UTC(2026, 10, 22, 12);
const seed = seedAccount({ account: seededAccount, nowMs });
const [detector] = seed.guardDuty.detectors;
const guardDuty = detector?.findings ?? [];
const ownProduct = 'arn:aws:securityhub:us-east-1::product/aws/securityhub';
const hubFindings = seed.securityHub.findings;

const activeHub = hubFindings.filter(
  ({ ProductArn, RecordState, Workflow }) =>
    ProductArn === ownProduct &&
    RecordState === 'ACTIVE' &&
    ['NEW', 'NOTIFIED'].includes(Workflow?.Status ?? ''),
);

describe('seedAccount', () => {
  it('has about sixty findings, and each service has some that are not active', () => {
    expect({
      securityHub: activeHub.length,
      guardDuty: guardDuty.filter(({ Service }) => Service?.Archived === false).length,
      inspector: seed.inspector.findings.filter(({ status }) => status === 'ACTIVE').length,
      accessAnalyzer: seed.accessAnalyzer.findings.filter(
        ({ finding }) => finding.status === 'ACTIVE',
      ).length,
    }).toEqual({ securityHub: 17, guardDuty: 14, inspector: 13, accessAnalyzer: 9 });
    expect({
      securityHub: hubFindings.length,
      guardDuty: guardDuty.length,
      inspector: seed.inspector.findings.length,
      accessAnalyzer: seed.accessAnalyzer.findings.length,
    }).toEqual({ securityHub: 24, guardDuty: 16, inspector: 15, accessAnalyzer: 11 });
  });

  it('has Security Hub copies of findings that GuardDuty also has', () => {
    const copies = hubFindings.filter(({ ProductArn }) => ProductArn?.endsWith('/aws/guardduty'));
    const arns = guardDuty.map(({ Arn }) => Arn);
    expect(copies).toHaveLength(3);
    expect(copies.every(({ Id }) => arns.includes(Id))).toBe(true);
  });

  it('gives each finding a unique id in the form of its service', () => {
    const ids = [
      ...hubFindings.map(({ Id }) => Id),
      ...guardDuty.map(({ Id }) => Id),
      ...seed.inspector.findings.map(({ findingArn }) => findingArn),
      ...seed.accessAnalyzer.findings.map(({ finding }) => finding.id),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const { Id } of guardDuty) expect(Id).toMatch(/^[0-9a-f]{32}$/);
    for (const { findingArn } of seed.inspector.findings) {
      expect(findingArn).toMatch(/:finding\/[0-9a-f]{32}$/);
    }
    for (const { finding } of seed.accessAnalyzer.findings) {
      expect(finding.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });

  it('has times relative to now, none of them in the future', () => {
    const times = [...JSON.stringify(seed).matchAll(/"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g)];
    const ages = times.map(([, time]) => nowMs - Date.parse(time ?? ''));
    expect(ages.length).toBeGreaterThan(100);
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    const later = seedAccount({ account: seededAccount, nowMs: nowMs + 1_000 });
    expect(JSON.stringify(later)).not.toBe(JSON.stringify(seed));
  });

  it('assigns every Access Analyzer finding to one of the analyzers', () => {
    const arns = seed.accessAnalyzer.analyzers.map(({ arn }) => arn);
    expect(arns).toHaveLength(2);
    for (const { analyzerArn } of seed.accessAnalyzer.findings) expect(arns).toContain(analyzerArn);
  });

  it('uses the given account', () => {
    const elsewhere = { partition: 'aws-cn', region: 'cn-north-1', accountId: '222233334444' };
    const text = JSON.stringify(seedAccount({ account: elsewhere, nowMs }));
    expect(text).not.toMatch(/arn:aws:|us-east-1|111122223333/);
  });
});
