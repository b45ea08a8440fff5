import { describe, expect, it } from '@jest/globals';
import { inspectorFinding, securityHubFinding } from '../../testing/fake-services.ts';
import { useTool } from '../../testing/use-tool.ts';

const { call } = useTool('list_resources');

describe('list_resources', () => {
  it('groups the findings by resource, the most severe first', async () => {
    const routes = {
      'POST /findings': () => ({
        body: { Findings: [securityHubFinding('S3.8'), securityHubFinding('S3.9')] },
      }),
      'POST /findings/list': () => ({
        body: { findings: [inspectorFinding('a'), inspectorFinding('b', { severity: 'LOW' })] },
      }),
    };
    const result = await call({}, routes);
    expect(result).toMatchObject({
      ok: true,
      summary:
        '3 resources with active findings: AKIAIOSFODNN7EXAMPLE (ci-deploy), i-0b45710a4e6c9d2f1, customer-exports.',
      total: 3,
      resources: [
        { resourceType: 'access-key', worstSeverity: 'CRITICAL', findings: 1 },
        {
          resource: 'i-0b45710a4e6c9d2f1',
          name: 'i-0b45710a4e6c9d2f1',
          worstSeverity: 'CRITICAL',
          findings: 2,
          worstFinding: 'CVE-2023-38408 - openssh-client',
          worstFindingId: 'arn:aws:inspector2:us-east-1:111122223333:finding/a',
        },
        { resource: 'arn:aws:s3:::customer-exports', name: 'customer-exports', findings: 3 },
      ],
    });
  });

  it('names the public buckets', async () => {
    expect(await call({ resource_type: 's3-bucket', exposure: 'public' })).toMatchObject({
      summary: '1 S3 bucket with public access: customer-exports.',
      resources: [{ name: 'customer-exports', findings: 1 }],
    });
  });

  it('names an account by its number', async () => {
    const account = { Resources: [{ Type: 'AwsAccount', Id: 'AWS::::Account:111122223333' }] };
    const findings = [securityHubFinding('IAM.6', account)];
    const routes = { 'POST /findings': () => ({ body: { Findings: findings } }) };
    expect(await call({ service: 'security-hub' }, routes)).toMatchObject({
      summary: '1 AWS account with active findings: account 111122223333.',
    });
  });

  it('says that no resource was found, and which service is not included', async () => {
    const routes = { 'GET /analyzer': () => ({ body: { analyzers: [] } }) };
    expect(await call({ exposure: 'public' }, routes)).toMatchObject({
      summary:
        'No resource with public access was found. Not included: IAM Access Analyzer (disabled).',
      total: 0,
      resources: [],
    });
  });

  it('lists the requested number and states the total', async () => {
    const findings = Array.from({ length: 5 }, (_, index) =>
      securityHubFinding('S3.8', {
        Resources: [{ Type: 'AwsS3Bucket', Id: `arn:aws:s3:::bucket-${index}` }],
      }),
    );
    const routes = { 'POST /findings': () => ({ body: { Findings: findings } }) };
    expect(await call({ service: 'security-hub', limit: 2 }, routes)).toMatchObject({
      summary:
        '5 S3 buckets with active findings: bucket-0, bucket-1, bucket-2 and 2 more. The first 2 are listed.',
      total: 5,
      shown: 2,
    });
  });
});
