import { describe, expect, it } from '@jest/globals';
import { accessFinding, accessFindingId, denied } from '../../testing/fake-services.ts';
import { useTool } from '../../testing/use-tool.ts';

const { call, to } = useTool('who_can_access');

const listed = (...findings: object[]) => ({
  'POST /findingv2': () => ({ body: { findings } }),
});

describe('who_can_access', () => {
  it.each(['customer-exports', 'arn:aws:s3:::customer-exports', ' Customer-Exports'])(
    'names who can use which actions on %s',
    async (resource) => {
      expect(await call({ resource })).toMatchObject({
        summary: 'Everyone can use s3:GetObject on customer-exports.',
        grants: [
          {
            resource: 'arn:aws:s3:::customer-exports',
            principal: 'Everyone',
            actions: 's3:GetObject',
            condition: 'none',
            findingId: accessFindingId('b'),
          },
        ],
      });
    },
  );

  it('counts further grants, and names a condition', async () => {
    const details = (principal: string) => ({
      externalAccessDetails: {
        isPublic: false,
        principal: { AWS: principal },
        action: ['s3:PutObject'],
        condition: { 'aws:SourceIp': '198.51.100.0/24' },
      },
    });
    const routes = {
      'GET /findingv2/': () => ({
        body: {
          ...accessFinding(accessFindingId('b')),
          findingDetails: [details('444455556666'), details('777788889999')],
        },
      }),
    };
    expect(await call({ resource: 'customer-exports' }, routes)).toMatchObject({
      summary: '444455556666 can use s3:PutObject on customer-exports, and 1 other grant.',
      grants: [{ condition: 'under a condition' }, { principal: '777788889999' }],
    });
  });

  it('says that the analyzer knows of nobody, for another resource and for unused access', async () => {
    const routes = listed(
      accessFinding(accessFindingId('c'), {
        findingType: 'UnusedIAMRole',
        resource: 'arn:aws:iam::111122223333:role/legacy',
      }),
    );
    for (const resource of ['customer-export', 'legacy']) {
      expect(await call({ resource }, routes)).toMatchObject({
        summary: expect.stringMatching(
          /^IAM Access Analyzer knows of nobody outside of this account/,
        ),
        grants: [],
      });
    }
  });

  it('reads only Access Analyzer, and says when access is denied', async () => {
    const routes = { 'GET /analyzer': denied('access-analyzer:ListAnalyzers') };
    expect(await call({ resource: 'customer-exports' }, routes)).toMatchObject({
      complete: false,
      summary: expect.stringContaining('Not included: IAM Access Analyzer (access_denied).'),
    });
    expect(to('POST /findings')).toEqual([]);
  });

  it('says that the grants could not be read', async () => {
    const routes = { 'GET /findingv2/': denied('access-analyzer:GetFinding') };
    expect(await call({ resource: 'customer-exports' }, routes)).toMatchObject({
      summary: '1 finding about access to customer-exports could not be read in detail.',
      grants: [],
    });
  });
});
