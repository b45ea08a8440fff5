import {
  type AwsSecurityFindingFilters,
  GetFindingsCommand,
  type SecurityHubClient,
  type StringFilter,
} from '@aws-sdk/client-securityhub';
import { type FindingQuery, matchesQuery } from '../findings/finding.ts';
import { serviceTypesOf } from '../findings/resource-type.ts';
import { collectPages } from './collect-pages.ts';
import { securityHubExplanation, securityHubFinding } from './security-hub-finding.ts';
import { isNamed } from './service-failure.ts';
import type { ServiceReader } from './service-reader.ts';

const pageSize = 100;

export const createSecurityHubReader = (
  client: SecurityHubClient,
  region: string,
): ServiceReader => ({
  service: 'security-hub',
  async read(query, signal) {
    const found = await unlessDisabled(
      collectPages(async (NextToken) => {
        const page = await client.send(
          new GetFindingsCommand({
            Filters: activeFindings(query, region),
            SortCriteria: [{ Field: 'SeverityNormalized', SortOrder: 'desc' }],
            MaxResults: pageSize,
            NextToken,
          }),
          { abortSignal: signal },
        );
        return { items: page.Findings ?? [], nextToken: page.NextToken };
      }),
    );
    if (found === undefined) return { enabled: false };
    const findings = found.items
      .filter(({ Compliance }) => Compliance?.Status !== 'PASSED')
      .map((finding) => securityHubFinding(finding, region))
      .filter((finding) => matchesQuery(finding, query));
    return { enabled: true, findings, complete: found.complete };
  },
  async explain(findingId, signal) {
    const command = new GetFindingsCommand({ Filters: { Id: equals([findingId]) }, MaxResults: 1 });
    const page = await unlessDisabled(client.send(command, { abortSignal: signal }));
    const [finding] = page?.Findings ?? [];
    return finding && securityHubExplanation(finding, region);
  },
});

const activeFindings = (query: FindingQuery, region: string): AwsSecurityFindingFilters => {
  const types = query.resourceType ? serviceTypesOf(query.resourceType, 'security-hub') : [];
  return {
    RecordState: equals(['ACTIVE']),
    WorkflowStatus: equals(['NEW', 'NOTIFIED']),
    ProductArn: equals([ownProductArn(region)]),
    ...(query.severities && { SeverityLabel: equals(query.severities) }),
    ...(types.length > 0 && { ResourceType: equals(types) }),
  };
};

// Other services also send their findings to Security Hub. The tools read those from the services
// themselves, so only the findings of Security Hub's standards count here.
const ownProductArn = (region: string): string =>
  `arn:${partitionOf(region)}:securityhub:${region}::product/aws/securityhub`;

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

const equals = (values: readonly string[]): StringFilter[] =>
  values.map((Value) => ({ Value, Comparison: 'EQUALS' }));

// This HTTP 401 does not concern credentials: the account is not subscribed to Security Hub.
const unlessDisabled = async <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (isNamed(error, 'InvalidAccessException')) return undefined;
    throw error;
  }
};
