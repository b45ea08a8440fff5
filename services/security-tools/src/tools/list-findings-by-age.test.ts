import { describe, expect, it } from '@jest/globals';
import { securityHubFinding } from '../../testing/fake-services.ts';
import { useTool } from '../../testing/use-tool.ts';

const dayMs = 86_400_000;
const nowMs = Date.parse('2026-11-29T12:00:00.000Z');
const { call } = useTool('list_findings_by_age', { now: () => nowMs });

const daysAgo = (days: number): string => new Date(nowMs - days * dayMs).toISOString();
const routes = {
  'POST /findings': () => ({
    body: {
      Findings: [1, 10, 40].map((days) =>
        securityHubFinding(`S3.${days}`, {
          Title: `${days} days old`,
          CreatedAt: daysAgo(days),
          UpdatedAt: daysAgo(0),
        }),
      ),
    },
  }),
};
const hub = { service: 'security-hub' };

describe('list_findings_by_age', () => {
  it.each([
    [{ newer_than_days: 7 }, ['1 days old'], 'first reported in the last 7 days'],
    [{ newer_than_days: 1 }, ['1 days old'], 'first reported in the last 1 day'],
    [{ older_than_days: 30 }, ['40 days old'], 'first reported more than 30 days ago'],
    [
      { older_than_days: 5, newer_than_days: 30 },
      ['10 days old'],
      'first reported in the last 30 days, first reported more than 5 days ago',
    ],
  ])('lists the findings of %j by when they were first reported', async (age, titles, phrase) => {
    const result = await call({ ...hub, ...age }, routes);
    expect(result).toMatchObject({
      summary: `1 active finding in Security Hub ${phrase}.`,
      findings: titles.map((title) => ({ title })),
    });
  });

  it('says that no finding has the age', async () => {
    expect(await call({ ...hub, older_than_days: 3650 }, routes)).toMatchObject({
      summary: 'No active findings in Security Hub first reported more than 3650 days ago.',
      total: 0,
    });
  });

  it.each([{}, { limit: 3 }])('refuses %j, which names no age', async (values) => {
    expect(await call(values)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_ARGUMENTS', message: expect.stringContaining('newer_than_days') },
    });
  });
});
