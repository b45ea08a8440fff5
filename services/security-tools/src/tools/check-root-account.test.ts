import { describe, expect, it } from '@jest/globals';
import { securityHubFinding } from '../../testing/fake-services.ts';
import { useTool } from '../../testing/use-tool.ts';

const { call, to } = useTool('check_root_account');

describe('check_root_account', () => {
  it('names the failed controls about the root user, and no others', async () => {
    const titles = ['Hardware MFA should be enabled for the root user', 'Avoid roots of trust'];
    const routes = {
      'POST /findings': () => ({
        body: {
          Findings: titles.map((Title, index) => securityHubFinding(`IAM.${index}`, { Title })),
        },
      }),
    };
    expect(await call({}, routes)).toMatchObject({
      summary:
        'Security Hub reports 1 failed control about the root user: Hardware MFA should be enabled for the root user.',
      total: 1,
      findings: [{ title: titles[0] }],
    });
    expect(to('GET /detector')).toEqual([]);
  });

  it('does not claim more than Security Hub reports', async () => {
    expect(await call({})).toMatchObject({
      summary: 'Security Hub reports no failed control about the root user.',
      findings: [],
    });
  });

  it('says when Security Hub is not enabled', async () => {
    const routes = {
      'POST /findings': () => ({ status: 401, error: 'InvalidAccessException', body: {} }),
    };
    expect(await call({}, routes)).toMatchObject({
      summary: expect.stringContaining('Not included: Security Hub (disabled).'),
    });
  });
});
