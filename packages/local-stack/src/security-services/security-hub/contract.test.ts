import {
  type AwsSecurityFinding,
  DescribeHubCommand,
  GetEnabledStandardsCommand,
  GetFindingsCommand,
} from '@aws-sdk/client-securityhub';
import { describe, expect, it } from '@jest/globals';
import {
  pagesOf,
  seed,
  useSecurityServices,
} from '../../../testing/security-services/security-fixture.ts';

const services = useSecurityServices();

const ids = (findings: readonly { Id?: string | undefined }[] = []) =>
  findings.map(({ Id }) => Id).sort();

describe('Security Hub', () => {
  const get = (input: ConstructorParameters<typeof GetFindingsCommand>[0] = {}) =>
    services.hub.send(new GetFindingsCommand(input));

  it('returns every seeded finding unchanged', async () => {
    const pages = await pagesOf(async (NextToken) => {
      const page = await get({ MaxResults: 7, NextToken });
      return [page.Findings ?? [], page.NextToken];
    });
    const byId = (left: AwsSecurityFinding, right: AwsSecurityFinding) =>
      String(left.Id).localeCompare(String(right.Id));
    expect(pages.flat().toSorted(byId)).toEqual(seed.securityHub.findings.toSorted(byId));
    expect(pages.every((page) => page.length <= 7)).toBe(true);
  });

  it('combines positive filters of a field with or, and negative filters and fields with and', async () => {
    const { Findings } = await get({
      Filters: {
        SeverityLabel: [
          { Value: 'CRITICAL', Comparison: 'EQUALS' },
          { Value: 'HIGH', Comparison: 'EQUALS' },
        ],
        RecordState: [{ Value: 'ARCHIVED', Comparison: 'NOT_EQUALS' }],
        WorkflowStatus: [
          { Value: 'RESOLVED', Comparison: 'NOT_EQUALS' },
          { Value: 'SUPPRESSED', Comparison: 'NOT_EQUALS' },
        ],
      },
    });
    const expected = seed.securityHub.findings.filter(
      ({ Severity, RecordState, Workflow }) =>
        ['CRITICAL', 'HIGH'].includes(Severity?.Label ?? '') &&
        RecordState !== 'ARCHIVED' &&
        !['RESOLVED', 'SUPPRESSED'].includes(Workflow?.Status ?? ''),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(seed.securityHub.findings.length);
    expect(ids(Findings)).toEqual(ids(expected));
  });

  it('finds by prefix, substring, resource and id', async () => {
    const [first] = seed.securityHub.findings;
    const type = first?.Resources?.[0]?.Type ?? '';
    const found = await get({
      Filters: {
        Id: [{ Value: first?.Id, Comparison: 'EQUALS' }],
        ResourceType: [{ Value: type, Comparison: 'EQUALS' }],
        Title: [{ Value: first?.Title?.slice(0, 5), Comparison: 'PREFIX' }],
        Description: [{ Value: first?.Description?.slice(3, 9), Comparison: 'CONTAINS' }],
      },
    });
    expect(ids(found.Findings)).toEqual([first?.Id]);
  });

  it('filters by date range and age', async () => {
    const updatedAt = seed.securityHub.findings.map(({ UpdatedAt }) => String(UpdatedAt)).sort();
    const newest = updatedAt.at(-1);
    const exact = await get({ Filters: { UpdatedAt: [{ Start: newest, End: newest }] } });
    expect(exact.Findings?.every(({ UpdatedAt }) => UpdatedAt === newest)).toBe(true);
    expect(exact.Findings?.length).toBeGreaterThan(0);
    const older = await get({
      Filters: {
        CreatedAt: [{ DateRange: { Value: 36_500, Unit: 'DAYS', Comparison: 'OLDER_THAN' } }],
      },
    });
    expect(older.Findings).toEqual([]);
    const within = await get({
      Filters: { CreatedAt: [{ DateRange: { Value: 36_500, Unit: 'DAYS' } }] },
    });
    expect(within.Findings).toHaveLength(seed.securityHub.findings.length);
  });

  it('sorts by severity score, highest first', async () => {
    const { Findings = [] } = await get({
      SortCriteria: [{ Field: 'SeverityNormalized', SortOrder: 'desc' }],
    });
    const rank = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'];
    const ranks = Findings.map(({ Severity }) => rank.indexOf(Severity?.Label ?? ''));
    expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
  });

  it('refuses an unsupported filter, comparison and sort field by name', async () => {
    const refused = (part: string) => ({
      name: 'ValidationException',
      message: expect.stringContaining(part),
    });
    await expect(get({ Filters: { ProcessName: [{ Value: 'x' }] } })).rejects.toMatchObject(
      refused('filter ProcessName'),
    );
    await expect(
      get({ Filters: { Id: [{ Value: 'x', Comparison: 'CONTAINS_WORD' }] } }),
    ).rejects.toMatchObject(refused('"CONTAINS_WORD" in the Security Hub filter Id'));
    await expect(
      get({ SortCriteria: [{ Field: 'NoteText', SortOrder: 'asc' }] }),
    ).rejects.toMatchObject(refused('sort field NoteText'));
  });

  it.each([0, 101, 1.5])('refuses a page of %d', async (MaxResults) => {
    await expect(get({ MaxResults })).rejects.toMatchObject({ name: 'InvalidInputException' });
  });

  it('refuses a pagination token of another request', async () => {
    const { NextToken } = await get({ MaxResults: 1 });
    expect(NextToken).toBeDefined();
    const other = { Filters: { SeverityLabel: [{ Value: 'LOW', Comparison: 'EQUALS' as const }] } };
    for (const input of [{ ...other, NextToken }, { NextToken: 'made-up' }]) {
      await expect(get(input)).rejects.toMatchObject({ name: 'InvalidInputException' });
    }
  });

  it('describes the hub and its standards', async () => {
    const arn = 'arn:aws:securityhub:us-east-1:111122223333:hub/default';
    await expect(services.hub.send(new DescribeHubCommand({}))).resolves.toMatchObject({
      HubArn: arn,
    });
    await expect(
      services.hub.send(new DescribeHubCommand({ HubArn: `${arn}-other` })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const { StandardsSubscriptions } = await services.hub.send(new GetEnabledStandardsCommand({}));
    expect(StandardsSubscriptions).toHaveLength(1);
  });

  it('answers 401 InvalidAccessException when it is not enabled', async () => {
    await services.restart({ ...seed, securityHub: { enabled: false, findings: [] } });
    const disabled = {
      name: 'InvalidAccessException',
      message: 'Account 111122223333 is not subscribed to AWS Security Hub',
      Code: 'InvalidAccessException',
      $metadata: { httpStatusCode: 401 },
    };
    await expect(get()).rejects.toMatchObject(disabled);
    await expect(services.hub.send(new DescribeHubCommand({}))).rejects.toMatchObject(disabled);
    await expect(services.hub.send(new GetEnabledStandardsCommand({}))).rejects.toMatchObject(
      disabled,
    );
  });

  it('refuses to return a finding that AWS could not return', async () => {
    const [first] = seed.securityHub.findings;
    if (!first) throw new Error('The seed has no finding.');
    const untitled: AwsSecurityFinding = { ...first };
    Reflect.deleteProperty(untitled, 'Title');
    const wrong = {
      'Findings[0].Serverity': { ...first, Serverity: { Label: 'HIGH' } },
      'Findings[0].Confidence': Object.assign({}, first, { Confidence: 'high' }),
      'Findings[0].Title': untitled,
    };
    for (const [path, finding] of Object.entries(wrong)) {
      await services.restart({ ...seed, securityHub: { enabled: true, findings: [finding] } });
      await expect(get()).rejects.toMatchObject({
        name: 'InternalServerException',
        message: expect.stringContaining(path),
      });
    }
  });
});
