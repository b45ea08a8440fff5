import { describe, expect, it } from '@jest/globals';
import {
  accessFinding,
  accessFindingId,
  analyzer,
  guardDutyFinding,
  guardDutyId,
  inspectorFinding,
  securityHubFinding,
} from '../../testing/fake-services.ts';
import { ids, useListFindings } from '../../testing/list-findings-caller.ts';

const { list, bodies } = useListFindings();

describe('list_findings by exposure', () => {
  it('finds public access in every service', async () => {
    const reachable = inspectorFinding('net', {
      type: 'NETWORK_REACHABILITY',
      networkReachabilityDetails: {
        openPortRange: { begin: 22, end: 22 },
        protocol: 'TCP',
        networkPath: {
          steps: [{ componentId: 'igw-1', componentType: 'AWS::EC2::InternetGateway' }],
        },
      },
    });
    const peered = inspectorFinding('vpn', {
      networkReachabilityDetails: {
        openPortRange: { begin: 22, end: 22 },
        protocol: 'TCP',
        networkPath: { steps: [{ componentId: 'vgw-1', componentType: 'AWS::EC2::VPNGateway' }] },
      },
    });
    const policy = guardDutyFinding(guardDutyId('b'), {
      type: 'Policy:S3/BucketAnonymousAccessGranted',
      severity: 8,
    });
    const hub = [
      securityHubFinding('S3.8', {
        Title: 'S3 general purpose buckets should block public access',
      }),
      securityHubFinding('RDS.1', { Title: 'RDS snapshot should be private' }),
      securityHubFinding('ECR.1', { Title: 'ECR private repositories should have image scanning' }),
    ];
    const result = await list(
      { exposure: 'public' },
      {
        'POST /findings': () => ({ body: { Findings: hub } }),
        'POST /findings/list': () => ({ body: { findings: [reachable, peered] } }),
        'POST /detector/d1/findings/get': () => ({
          body: { findings: [policy, guardDutyFinding(guardDutyId('a'))] },
        }),
      },
    );
    expect(ids(result)).toEqual([
      'arn:aws:inspector2:us-east-1:111122223333:finding/net',
      accessFindingId('b'),
      guardDutyId('b'),
      expect.stringContaining('RDS.1'),
      expect.stringContaining('S3.8'),
    ]);
  });

  it('distinguishes public and cross-account access, and reads one analyzer per kind', async () => {
    const open = accessFinding(accessFindingId('1'));
    const shared = accessFinding(accessFindingId('2'), {
      resource: 'arn:aws:iam::111122223333:role/partner',
      resourceType: 'AWS::IAM::Role',
    });
    const unused = accessFinding(accessFindingId('3'), { findingType: 'UnusedIAMRole' });
    const result = await list(
      { service: 'access-analyzer' },
      {
        'GET /analyzer': () => ({
          body: {
            analyzers: [
              analyzer('organization', { type: 'ORGANIZATION' }),
              analyzer('account'),
              analyzer('unused', { type: 'ACCOUNT_UNUSED_ACCESS' }),
              analyzer('failed', { type: 'ACCOUNT_INTERNAL_ACCESS', status: 'FAILED' }),
            ],
          },
        }),
        'POST /findingv2': ({ body }) => {
          if (String(body.analyzerArn).endsWith('unused')) return { body: { findings: [unused] } };
          const isPublic = JSON.stringify(body.filter).includes('isPublic');
          return { body: { findings: isPublic ? [open] : [open, shared] } };
        },
      },
    );
    expect(result.findings).toMatchObject([
      { severity: 'HIGH', exposure: 'public' },
      { severity: 'MEDIUM', exposure: 'cross-account', resourceType: 'iam-role' },
      { severity: 'LOW', title: 'Unused role: S3 Bucket customer-exports' },
    ]);
    expect(new Set(bodies('POST /findingv2').map(({ analyzerArn }) => analyzerArn))).toEqual(
      new Set([analyzer('account').arn, analyzer('unused').arn]),
    );
  });
});
