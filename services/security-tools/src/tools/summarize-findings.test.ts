import { afterEach, describe, expect, it } from '@jest/globals';
import { createToolCaller } from '../../testing/call-tool.ts';
import { type FakeAws, startFakeAws } from '../../testing/fake-aws.ts';
import { denied, enabledServices, securityHubFinding } from '../../testing/fake-services.ts';

let aws: FakeAws;
afterEach(() => aws.close());

describe('summarize_findings', () => {
  it('counts by severity and service, and lists resources and urgent findings', async () => {
    aws = await startFakeAws({
      ...enabledServices(),
      'POST /findings': () => ({
        body: { Findings: [securityHubFinding('S3.8'), securityHubFinding('S3.2')] },
      }),
    });
    expect(await createToolCaller(aws).call('summarize_findings')).toMatchObject({
      ok: true,
      summary: '5 active findings: 2 critical, 3 high.',
      total: 5,
      bySeverity: { critical: 2, high: 3, medium: 0, low: 0, informational: 0 },
      byService: [
        { service: 'security-hub', status: 'enabled', total: 2, high: 2 },
        { service: 'guardduty', total: 1 },
        { service: 'inspector', total: 1 },
        { service: 'access-analyzer', total: 1 },
      ],
      topResources: [
        { resource: 'arn:aws:s3:::customer-exports', findings: 3, worstSeverity: 'HIGH' },
        { findings: 1 },
        { findings: 1 },
      ],
      mostUrgent: [
        { severity: 'CRITICAL' },
        { severity: 'CRITICAL' },
        { severity: 'HIGH' },
        { severity: 'HIGH' },
        { severity: 'HIGH' },
      ],
    });
  });

  it('includes the other services if one is denied, and says so', async () => {
    aws = await startFakeAws({
      ...enabledServices(),
      'POST /findings': denied('securityhub:GetFindings'),
    });
    expect(await createToolCaller(aws).call('summarize_findings')).toMatchObject({
      summary: '3 active findings: 2 critical, 1 high. Not included: Security Hub (access_denied).',
      complete: false,
      byService: expect.arrayContaining([
        expect.objectContaining({ service: 'security-hub', status: 'access_denied' }),
      ]),
    });
  });

  it('reports that there are no findings', async () => {
    aws = await startFakeAws({ 'POST /findings': () => ({ body: { Findings: [] } }) });
    const result = await createToolCaller(aws).call('summarize_findings', {
      service: 'security-hub',
    });
    expect(result).toMatchObject({ summary: '0 active findings.', total: 0, mostUrgent: [] });
  });
});
