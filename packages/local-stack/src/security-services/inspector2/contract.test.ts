import { BatchGetAccountStatusCommand, ListFindingsCommand } from '@aws-sdk/client-inspector2';
import { describe, expect, it } from '@jest/globals';
import {
  pagesOf,
  seed,
  useSecurityServices,
} from '../../../testing/security-services/security-fixture.ts';

const services = useSecurityServices();

describe('Inspector', () => {
  const list = (input: ConstructorParameters<typeof ListFindingsCommand>[0] = {}) =>
    services.inspector.send(new ListFindingsCommand(input));
  const arns = (findings: readonly { findingArn?: string | undefined }[] = []) =>
    findings.map(({ findingArn }) => findingArn).sort();

  it('lists every finding over pages, with dates', async () => {
    const pages = await pagesOf(async (nextToken) => {
      const page = await list({ maxResults: 5, nextToken });
      return [page.findings ?? [], page.nextToken];
    });
    expect(pages.flat()).toEqual(seed.inspector.findings);
  });

  it('filters by status, severity, date and score', async () => {
    const since = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000);
    const { findings } = await list({
      filterCriteria: {
        findingStatus: [{ comparison: 'EQUALS', value: 'ACTIVE' }],
        severity: [{ comparison: 'NOT_EQUALS', value: 'LOW' }],
        firstObservedAt: [{ startInclusive: since }],
        inspectorScore: [{ lowerInclusive: 5, upperInclusive: 10 }],
      },
    });
    const expected = seed.inspector.findings.filter(
      ({ status, severity, firstObservedAt, inspectorScore = 0 }) =>
        status === 'ACTIVE' &&
        severity !== 'LOW' &&
        Number(firstObservedAt) >= since.getTime() &&
        inspectorScore >= 5 &&
        inspectorScore <= 10,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(arns(findings)).toEqual(arns(expected));
  });

  it('sorts severities by weight', async () => {
    const { findings = [] } = await list({
      sortCriteria: { field: 'SEVERITY', sortOrder: 'DESC' },
    });
    const rank = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNTRIAGED'];
    const ranks = findings.map(({ severity }) => rank.indexOf(severity ?? ''));
    expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
  });

  it('returns the status of the calling account only', async () => {
    const own = await services.inspector.send(new BatchGetAccountStatusCommand({}));
    expect(own.accounts).toMatchObject([
      { accountId: '111122223333', state: { status: 'ENABLED' } },
    ]);
    expect(own.failedAccounts).toEqual([]);
    const other = await services.inspector.send(
      new BatchGetAccountStatusCommand({ accountIds: ['444455556666'] }),
    );
    expect(other.accounts).toEqual([]);
    expect(other.failedAccounts).toMatchObject([{ errorCode: 'ACCESS_DENIED' }]);
  });

  it('has a status and no findings while it is disabled', async () => {
    await services.restart({ ...seed, inspector: { ...seed.inspector, status: 'DISABLED' } });
    const { accounts } = await services.inspector.send(new BatchGetAccountStatusCommand({}));
    expect(accounts?.[0]?.state?.status).toBe('DISABLED');
    expect((await list()).findings).toEqual([]);
  });

  it('refuses an unsupported filter, comparison and sort field by name', async () => {
    const refused = (part: string) => ({
      name: 'ValidationException',
      message: expect.stringContaining(part),
    });
    const filter = { comparison: 'EQUALS' as const, value: 'x' };
    await expect(list({ filterCriteria: { ecrImageHash: [filter] } })).rejects.toMatchObject(
      refused('filter ecrImageHash'),
    );
    await expect(
      list({ sortCriteria: { field: 'EPSS_SCORE', sortOrder: 'ASC' } }),
    ).rejects.toMatchObject(refused('sort field EPSS_SCORE'));
    await expect(list({ maxResults: 101 })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
