import { describe, expect, it } from '@jest/globals';
import {
  accessFinding,
  accessFindingId,
  guardDutyFinding,
  guardDutyId,
  inspectorFinding,
  securityHubFinding,
} from '../../testing/fake-services.ts';
import { useTool } from '../../testing/use-tool.ts';

const { call } = useTool('what_to_fix_first');

const bucket = (name: string) => ({
  Resources: [{ Type: 'AwsS3Bucket', Id: `arn:aws:s3:::${name}` }],
});

describe('what_to_fix_first', () => {
  it('ranks an attack above a vulnerability of the same severity, and says why', async () => {
    expect(await call({})).toMatchObject({
      summary:
        'Fix AKIAIOSFODNN7EXAMPLE (ci-deploy) first: Credentials of ci-deploy are compromised.',
      total: 3,
      priorities: [
        {
          rank: 1,
          name: 'AKIAIOSFODNN7EXAMPLE (ci-deploy)',
          severity: 'CRITICAL',
          findingId: guardDutyId('a'),
          reasons: 'rated critical; GuardDuty sees an attack',
        },
        { rank: 2, name: 'i-0b45710a4e6c9d2f1', reasons: 'rated critical' },
        {
          rank: 3,
          name: 'customer-exports',
          severity: 'HIGH',
          reasons: 'rated high; open to the public; 2 active findings',
        },
      ],
    });
  });

  it('ranks access from outside above more findings of the same severity', async () => {
    const routes = {
      'POST /findings': () => ({
        body: {
          Findings: ['S3.1', 'S3.2', 'S3.3'].map((id) => securityHubFinding(id, bucket('many'))),
        },
      }),
      'POST /findingv2': () => ({
        body: {
          findings: [accessFinding(accessFindingId('b'), { resource: 'arn:aws:s3:::open' })],
        },
      }),
    };
    const result = await call({ service: 'security-hub,access-analyzer' }, routes);
    expect(result).toMatchObject({ priorities: [{ name: 'open' }, { name: 'many' }] });
  });

  it('ranks by the number of findings when nothing else differs', async () => {
    const findings = [
      securityHubFinding('S3.1', bucket('few')),
      securityHubFinding('S3.2', bucket('many')),
      securityHubFinding('S3.3', bucket('many')),
    ];
    const routes = { 'POST /findings': () => ({ body: { Findings: findings } }) };
    expect(await call({ service: 'security-hub', limit: 1 }, routes)).toMatchObject({
      priorities: [{ name: 'many' }],
      total: 2,
      shown: 1,
    });
  });

  it('ranks a lower severity below, whatever else holds', async () => {
    const routes = {
      'POST /detector/d1/findings/get': () => ({
        body: { findings: [guardDutyFinding(guardDutyId('a'), { severity: 5 })] },
      }),
      'POST /findings/list': () => ({ body: { findings: [inspectorFinding('a')] } }),
    };
    const result = await call({ service: 'guardduty,inspector' }, routes);
    expect(result).toMatchObject({
      priorities: [{ severity: 'CRITICAL' }, { severity: 'MEDIUM' }],
    });
  });

  it('says that there is nothing to fix', async () => {
    const routes = { 'POST /findings/list': () => ({ body: { findings: [] } }) };
    expect(await call({ service: 'inspector' }, routes)).toMatchObject({
      summary: 'There is nothing to fix: no active findings are visible.',
      priorities: [],
    });
  });
});
