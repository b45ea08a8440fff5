import { describe, expect, it } from '@jest/globals';
import {
  sampleExplanation,
  sampleGrants,
  sampleList,
  samplePriorities,
  sampleResources,
  sampleStatus,
  sampleSummary,
} from '../../testing/sample-findings.ts';
import { ageBucket, ageText } from './age.ts';
import { resourceName } from './resource-name.ts';
import { severitySeries } from './severity-series.ts';
import { viewOf } from './tool-results.ts';

describe('viewOf', () => {
  it.each([
    ['findings', sampleList],
    ['summary', sampleSummary],
    ['statuses', sampleStatus],
    ['resources', sampleResources],
    ['priorities', samplePriorities],
    ['grants', sampleGrants],
    ['explanation', sampleExplanation],
  ])('recognizes %s by their content', (kind, result) => expect(viewOf(result)?.kind).toBe(kind));

  it.each([
    undefined,
    { ok: false, error: { code: 'SERVICE_ACCESS_DENIED', message: 'Denied.' } },
    { total: 1, findings: [{ id: 'f', severity: 'DREADFUL' }] },
  ])('shows nothing for %j', (result) => expect(viewOf(result)).toBeUndefined());
});

describe('severitySeries', () => {
  it('returns a bar per service that could be read and a series per severity that occurs', () => {
    const { services, series, highest } = severitySeries([
      { service: 'guardduty', status: 'enabled', total: 3, critical: 1, high: 2 },
      { service: 'inspector', status: 'access_denied' },
    ]);
    expect(services).toEqual(['GuardDuty']);
    expect(series).toEqual([
      { severity: 'CRITICAL', title: 'Critical', data: [{ x: 'GuardDuty', y: 1 }] },
      { severity: 'HIGH', title: 'High', data: [{ x: 'GuardDuty', y: 2 }] },
    ]);
    expect(highest).toBe(3);
  });
});

describe('ageText and ageBucket', () => {
  const now = Date.parse('2026-11-26T12:00:00Z');

  it.each([
    ['2026-11-26T11:59:30Z', 'now', 'Up to 1 day'],
    ['2026-11-26T11:58:00Z', '2 minutes', 'Up to 1 day'],
    ['2026-11-26T11:00:00Z', '1 hour', 'Up to 1 day'],
    ['2026-11-25T12:00:00Z', '1 day', 'Up to 1 day'],
    ['2026-11-25T11:59:59Z', '1 day', 'Up to 7 days'],
    ['2026-10-27T12:00:00Z', '30 days', 'Up to 30 days'],
    ['2026-08-01T12:00:00Z', '117 days', 'Older'],
    ['yesterday', '', 'Older'],
  ])('%s', (at, text, bucket) => {
    expect(ageText(at, now)).toBe(text);
    expect(ageBucket(at, now)).toBe(bucket);
  });
});

describe('resourceName', () => {
  it.each([
    ['arn:aws:ec2:eu-central-1:111122223333:instance/i-0aa1', 'instance/i-0aa1'],
    ['arn:aws:s3:::payroll-exports', 'payroll-exports'],
    ['i-0aa1', 'i-0aa1'],
  ])('%s', (resource, name) => expect(resourceName(resource)).toBe(name));
});
