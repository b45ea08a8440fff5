import {
  type AccessAnalyzerClient,
  type AnalyzerSummary,
  type Criterion,
  type FindingSummaryV2,
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import { type FindingQuery, matchesQuery } from '../findings/finding.ts';
import { serviceTypesOf } from '../findings/resource-type.ts';
import { accessAnalyzerExplanation, accessAnalyzerFinding } from './access-analyzer-finding.ts';
import { type CollectedPages, collectPages } from './collect-pages.ts';
import { isNamed } from './service-failure.ts';
import type { ServiceReader } from './service-reader.ts';

const pageSize = 100;

export const createAccessAnalyzerReader = (
  client: AccessAnalyzerClient,
  region: string,
): ServiceReader => ({
  service: 'access-analyzer',
  async read(query, signal) {
    const analyzers = await onePerKind(client, signal);
    if (analyzers.length === 0) return { enabled: false };
    const read = await Promise.all(
      analyzers.map((analyzer) => readAnalyzer({ client, signal }, analyzer, query)),
    );
    const findings = read
      .flatMap(({ items, publicIds }) =>
        items.map((finding) =>
          accessAnalyzerFinding(finding, { region, isPublic: publicIds.has(finding.id ?? '') }),
        ),
      )
      .filter((finding) => matchesQuery(finding, query));
    return { enabled: true, findings, complete: read.every(({ complete }) => complete) };
  },
  async explain(findingId, signal) {
    for (const { arn } of await onePerKind(client, signal)) {
      const command = new GetFindingV2Command({ analyzerArn: arn, id: findingId });
      try {
        const finding = await client.send(command, { abortSignal: signal });
        return accessAnalyzerExplanation(finding, region);
      } catch (error) {
        if (!isNamed(error, 'ResourceNotFoundException')) throw error;
      }
    }
    return undefined;
  },
});

type Call = { readonly client: AccessAnalyzerClient; readonly signal: AbortSignal };

type AnalyzerReading = CollectedPages<FindingSummaryV2> & {
  readonly publicIds: ReadonlySet<string>;
};

// A listed finding does not say whether the access is public, so a second request lists only the public ones.
const readAnalyzer = async (
  call: Call,
  analyzer: AnalyzerSummary,
  query: FindingQuery,
): Promise<AnalyzerReading> => {
  const external = kindOf(analyzer) === 'external';
  if (query.exposure !== undefined && !external) {
    return { items: [], complete: true, publicIds: new Set() };
  }
  const filter = activeFindings(query);
  const [all, open] = await Promise.all([
    query.exposure === 'public' ? undefined : listFindings(call, analyzer, filter),
    external ? listFindings(call, analyzer, { ...filter, isPublic: { eq: ['true'] } }) : undefined,
  ]);
  const publicIds = new Set(open?.items.map(({ id }) => id ?? ''));
  return { ...(all ?? open ?? { items: [], complete: true }), publicIds };
};

const activeFindings = (query: FindingQuery): Record<string, Criterion> => {
  const types = query.resourceType ? serviceTypesOf(query.resourceType, 'access-analyzer') : [];
  return {
    status: { eq: ['ACTIVE'] },
    ...(types.length > 0 && { resourceType: { eq: [...types] } }),
  };
};

const listFindings = (
  { client, signal }: Call,
  { arn }: AnalyzerSummary,
  filter: Record<string, Criterion>,
): Promise<CollectedPages<FindingSummaryV2>> =>
  collectPages(async (nextToken) => {
    const page = await client.send(
      new ListFindingsV2Command({ analyzerArn: arn, filter, maxResults: pageSize, nextToken }),
      { abortSignal: signal },
    );
    return { items: page.findings ?? [], nextToken: page.nextToken };
  });

type Kind = 'external' | 'internal' | 'unused';

const kindOf = ({ type }: AnalyzerSummary): Kind => {
  if (type?.endsWith('UNUSED_ACCESS')) return 'unused';
  return type?.endsWith('INTERNAL_ACCESS') ? 'internal' : 'external';
};

// Two analyzers of one kind report the same access twice, so one is enough. An account analyzer comes
// first: its zone of trust is smaller, so it reports everything that an organization analyzer reports.
const onePerKind = async (
  client: AccessAnalyzerClient,
  signal: AbortSignal,
): Promise<readonly AnalyzerSummary[]> => {
  const { items } = await collectPages(async (nextToken) => {
    const page = await client.send(new ListAnalyzersCommand({ nextToken }), {
      abortSignal: signal,
    });
    return { items: page.analyzers ?? [], nextToken: page.nextToken };
  });
  const active = items
    .filter(({ status }) => status === 'ACTIVE')
    .toSorted((left, right) => Number(isAccountAnalyzer(right)) - Number(isAccountAnalyzer(left)));
  return [...Map.groupBy(active, kindOf).values()].flatMap(([first]) => (first ? [first] : []));
};

const isAccountAnalyzer = ({ type }: AnalyzerSummary): boolean =>
  type?.startsWith('ACCOUNT') ?? false;
