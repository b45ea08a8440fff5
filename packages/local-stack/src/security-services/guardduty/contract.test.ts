import {
  GetDetectorCommand,
  GetFindingsCommand,
  type Finding as GuardDutyFinding,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { describe, expect, it } from '@jest/globals';
import {
  pagesOf,
  seed,
  useSecurityServices,
} from '../../../testing/security-services/security-fixture.ts';

const services = useSecurityServices();

const ids = (findings: readonly { Id?: string | undefined }[] = []) =>
  findings.map(({ Id }) => Id).sort();

describe('GuardDuty', () => {
  const [detector] = seed.guardDuty.detectors;
  const DetectorId = detector?.id;
  const list = (input: Partial<ConstructorParameters<typeof ListFindingsCommand>[0]> = {}) =>
    services.guardDuty.send(new ListFindingsCommand({ DetectorId, ...input }));
  const where = (
    name: string,
    condition: object,
  ): Partial<ConstructorParameters<typeof ListFindingsCommand>[0]> => ({
    FindingCriteria: { Criterion: { [name]: condition } },
  });

  it('has a detector only while it is enabled', async () => {
    const { DetectorIds } = await services.guardDuty.send(new ListDetectorsCommand({}));
    expect(DetectorIds).toEqual([DetectorId]);
    await expect(
      services.guardDuty.send(new GetDetectorCommand({ DetectorId })),
    ).resolves.toMatchObject({
      Status: 'ENABLED',
    });
    await services.restart({ ...seed, guardDuty: { detectors: [] } });
    const disabled = await services.guardDuty.send(new ListDetectorsCommand({}));
    expect(disabled.DetectorIds).toEqual([]);
  });

  it('lists every finding in pages and returns each unchanged', async () => {
    const pages = await pagesOf(async (NextToken) => {
      const page = await list({ MaxResults: 4, NextToken });
      return [page.FindingIds ?? [], page.NextToken];
    });
    const FindingIds = pages.flat().map(String);
    expect(FindingIds.toSorted()).toEqual(ids(detector?.findings));
    const { Findings } = await services.guardDuty.send(
      new GetFindingsCommand({ DetectorId, FindingIds: FindingIds.slice(0, 50) }),
    );
    const sent = new Map(detector?.findings.map((finding) => [finding.Id, finding]));
    for (const finding of Findings ?? []) {
      expect(finding).toEqual(sent.get(finding.Id));
    }
  });

  it.each([
    ['service.archived', { Eq: ['false'] }, (f: GuardDutyFinding) => f.Service?.Archived === false],
    [
      'service.archived',
      { Equals: ['true'] },
      (f: GuardDutyFinding) => f.Service?.Archived === true,
    ],
    ['severity', { GreaterThanOrEqual: 7 }, (f: GuardDutyFinding) => (f.Severity ?? 0) >= 7],
    [
      'severity',
      { Gt: 7, Lte: 8 },
      (f: GuardDutyFinding) => (f.Severity ?? 0) > 7 && (f.Severity ?? 0) <= 8,
    ],
    ['severity', { LessThan: 4 }, (f: GuardDutyFinding) => (f.Severity ?? 0) < 4],
    [
      'resource.resourceType',
      { Neq: ['AccessKey'] },
      (f: GuardDutyFinding) => f.Resource?.ResourceType !== 'AccessKey',
    ],
  ])('filters %s by %j', async (name, condition, expected) => {
    const { FindingIds } = await list(where(name, condition));
    expect(FindingIds?.toSorted()).toEqual(ids(detector?.findings.filter(expected)));
  });

  it('compares timestamps in milliseconds', async () => {
    const times = detector?.findings.map(({ UpdatedAt }) => Date.parse(String(UpdatedAt))) ?? [];
    const newest = Math.max(...times);
    const { FindingIds } = await list(where('updatedAt', { GreaterThanOrEqual: newest }));
    expect(FindingIds).toHaveLength(times.filter((time) => time === newest).length);
  });

  it('sorts by severity', async () => {
    const { FindingIds } = await list({
      SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' },
    });
    const severityOf = new Map(detector?.findings.map(({ Id, Severity }) => [Id, Severity]));
    const severities = FindingIds?.map((id) => severityOf.get(id) ?? 0) ?? [];
    expect(severities).toEqual(severities.toSorted((left, right) => right - left));
  });

  it('refuses unsupported criteria', async () => {
    const bad = { name: 'BadRequestException', $metadata: { httpStatusCode: 400 } };
    await expect(list({ DetectorId: 'other' })).rejects.toMatchObject(bad);
    await expect(list(where('service.nothing', { Eq: ['x'] }))).rejects.toMatchObject(bad);
    await expect(list({ MaxResults: 51 })).rejects.toMatchObject(bad);
    await expect(list(where('type', { Matches: ['Recon*'] }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('condition Matches on type'),
    });
    const get = (FindingIds: string[]) =>
      services.guardDuty.send(new GetFindingsCommand({ DetectorId, FindingIds }));
    await expect(get(['unknown'])).rejects.toMatchObject(bad);
    await expect(get(Array(51).fill('x'))).rejects.toMatchObject(bad);
  });
});
