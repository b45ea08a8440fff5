import { describe, expect, it } from '@jest/globals';
import { securityHubFinding } from '../../testing/fake-services.ts';
import { useTool } from '../../testing/use-tool.ts';

const nowMs = Date.parse('2026-11-29T12:00:00.000Z');
const { call } = useTool('compare_periods', { now: () => nowMs });

const none = { 'GET /detector': () => ({ body: { detectorIds: [] } }) };
const routesWith = (...created: string[]) => ({
  ...none,
  'POST /status/batch/get': () => ({ body: { accounts: [] } }),
  'GET /analyzer': () => ({ body: { analyzers: [] } }),
  'POST /findings': () => ({
    body: {
      Findings: created.map((CreatedAt, index) => securityHubFinding(`S3.${index}`, { CreatedAt })),
    },
  }),
});

describe('compare_periods', () => {
  it('separates new findings from older ones, and says what it cannot know', async () => {
    const routes = routesWith(
      '2026-11-28T00:00:00Z',
      '2026-11-20T00:00:00Z',
      '2026-10-01T00:00:00Z',
    );
    expect(await call({}, routes)).toMatchObject({
      summary: expect.stringMatching(
        /^1 active finding is new in the last 7 days: 1 high\. The services keep no history: /,
      ),
      added: { high: 1 },
      before: { high: 2 },
      findings: [{ firstSeenAt: '2026-11-28T00:00:00Z' }],
    });
  });

  it('compares with the time that is asked for', async () => {
    const routes = routesWith('2026-11-28T00:00:00Z', '2026-11-20T00:00:00Z');
    expect(await call({ days: 30 }, routes)).toMatchObject({
      summary: expect.stringContaining('2 active findings are new in the last 30 days: 2 high.'),
      added: { high: 2 },
      before: { high: 0 },
    });
  });

  it('says that nothing is new', async () => {
    expect(await call({ days: 1 }, routesWith('2026-10-01T00:00:00Z'))).toMatchObject({
      summary: expect.stringMatching(/^No active finding is new in the last 1 day\./),
      findings: [],
    });
  });
});
