import {
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import { describe, expect, it } from '@jest/globals';
import {
  pagesOf,
  seed,
  useSecurityServices,
} from '../../../testing/security-services/security-fixture.ts';

const services = useSecurityServices();

describe('Access Analyzer', () => {
  const [external] = seed.accessAnalyzer.analyzers;
  const analyzerArn = external?.arn;
  const held = seed.accessAnalyzer.findings
    .filter((one) => one.analyzerArn === analyzerArn)
    .map(({ finding }) => finding);
  const list = (input: Partial<ConstructorParameters<typeof ListFindingsV2Command>[0]> = {}) =>
    services.analyzer.send(new ListFindingsV2Command({ analyzerArn, ...input }));
  const idsOf = (findings: readonly { id?: string | undefined }[] = []) =>
    findings.map(({ id }) => id).sort();
  const isPublic = (finding: (typeof held)[number]) =>
    finding.findingDetails?.some((detail) => detail.externalAccessDetails?.isPublic) ?? false;

  it('lists analyzers, and filters them by type', async () => {
    const { analyzers } = await services.analyzer.send(new ListAnalyzersCommand({}));
    expect(analyzers).toEqual(seed.accessAnalyzer.analyzers);
    const unused = await services.analyzer.send(new ListAnalyzersCommand({ type: 'ORGANIZATION' }));
    expect(unused.analyzers).toEqual([]);
    await services.restart({ ...seed, accessAnalyzer: { analyzers: [], findings: [] } });
    expect((await services.analyzer.send(new ListAnalyzersCommand({}))).analyzers).toEqual([]);
  });

  it('lists findings in pages without their details', async () => {
    const pages = await pagesOf(async (nextToken) => {
      const page = await list({ maxResults: 3, nextToken });
      return [page.findings ?? [], page.nextToken];
    });
    const summaries = held.map(({ findingDetails: _details, ...summary }) => summary);
    expect(pages.flat()).toEqual(summaries);
  });

  it('filters by status, details, substring and existence', async () => {
    const active = await list({ filter: { status: { eq: ['ACTIVE'] } } });
    expect(idsOf(active.findings)).toEqual(idsOf(held.filter(({ status }) => status === 'ACTIVE')));
    const open = await list({ filter: { isPublic: { eq: ['true'] } } });
    expect(open.findings?.length).toBeGreaterThan(0);
    expect(idsOf(open.findings)).toEqual(idsOf(held.filter(isPublic)));
    const closed = await list({ filter: { isPublic: { neq: ['true'] } } });
    expect(idsOf(closed.findings)).toEqual(idsOf(held.filter((one) => !isPublic(one))));
    const buckets = await list({ filter: { resource: { contains: [':s3:::'] } } });
    expect(idsOf(buckets.findings)).toEqual(
      idsOf(held.filter(({ resource }) => resource?.includes(':s3:::'))),
    );
    const faulty = await list({ filter: { error: { exists: true } } });
    expect(idsOf(faulty.findings)).toEqual(idsOf(held.filter(({ error }) => error)));
  });

  it('gets a finding with its details', async () => {
    const [first] = held;
    const got = await services.analyzer.send(
      new GetFindingV2Command({ analyzerArn, id: first?.id }),
    );
    expect(got).toMatchObject({ ...first });
  });

  it('answers 404 for an unknown analyzer and finding', async () => {
    const missing = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } };
    const other = 'arn:aws:access-analyzer:us-east-1:111122223333:analyzer/other';
    await expect(list({ analyzerArn: other })).rejects.toMatchObject(missing);
    await expect(
      services.analyzer.send(new GetFindingV2Command({ analyzerArn, id: 'unknown' })),
    ).rejects.toMatchObject({ ...missing, resourceId: 'unknown', resourceType: 'Finding' });
  });

  it('refuses an unknown filter, a criterion without an operator and an unknown sort attribute by name', async () => {
    const refused = (part: string) => ({
      name: 'ValidationException',
      message: expect.stringContaining(part),
    });
    await expect(list({ filter: { 'condition.x': { eq: ['y'] } } })).rejects.toMatchObject(
      refused('filter condition.x'),
    );
    await expect(list({ filter: { status: {} } })).rejects.toMatchObject(refused('no operator'));
    await expect(list({ sort: { attributeName: 'x' } })).rejects.toMatchObject(
      refused('sort attribute x'),
    );
  });
});
