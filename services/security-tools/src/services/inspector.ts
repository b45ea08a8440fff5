import {
  BatchGetAccountStatusCommand,
  type FilterCriteria,
  type Inspector2Client,
  ListFindingsCommand,
  type StringFilter,
} from '@aws-sdk/client-inspector2';
import { type FindingQuery, matchesQuery } from '../findings/finding.ts';
import { serviceTypesOf } from '../findings/resource-type.ts';
import { collectPages } from './collect-pages.ts';
import { inspectorExplanation, inspectorFinding } from './inspector-finding.ts';
import type { ServiceReader } from './service-reader.ts';

const pageSize = 100;
const enabledStates: readonly (string | undefined)[] = ['ENABLED', 'ENABLING'];

export const createInspectorReader = (client: Inspector2Client, region: string): ServiceReader => ({
  service: 'inspector',
  async read(query, signal) {
    if (!(await isEnabled(client, signal))) return { enabled: false };
    const found = await collectPages(async (nextToken) => {
      const page = await client.send(
        new ListFindingsCommand({
          filterCriteria: activeFindings(query),
          sortCriteria: { field: 'SEVERITY', sortOrder: 'DESC' },
          maxResults: pageSize,
          nextToken,
        }),
        { abortSignal: signal },
      );
      return { items: page.findings ?? [], nextToken: page.nextToken };
    });
    const findings = found.items
      .map((finding) => inspectorFinding(finding, region))
      .filter((finding) => matchesQuery(finding, query));
    return { enabled: true, findings, complete: found.complete };
  },
  async explain(findingId, signal) {
    const command = new ListFindingsCommand({
      filterCriteria: { findingArn: equals([findingId]) },
      maxResults: 1,
    });
    const [finding] = (await client.send(command, { abortSignal: signal })).findings ?? [];
    return finding && inspectorExplanation(finding, region);
  },
});

const isEnabled = async (client: Inspector2Client, signal: AbortSignal): Promise<boolean> => {
  const status = await client.send(new BatchGetAccountStatusCommand({}), { abortSignal: signal });
  const [failed] = status.failedAccounts ?? [];
  if (failed) throw new Error(`BatchGetAccountStatus failed: ${failed.errorCode}.`);
  return enabledStates.includes(status.accounts?.[0]?.state?.status);
};

const activeFindings = (query: FindingQuery): FilterCriteria => {
  const types = query.resourceType ? serviceTypesOf(query.resourceType, 'inspector') : [];
  return {
    findingStatus: equals(['ACTIVE']),
    ...(query.severities && { severity: equals(query.severities.flatMap(labelsOf)) }),
    ...(types.length > 0 && { resourceType: equals(types) }),
    ...(query.exposure === 'public' && { findingType: equals(['NETWORK_REACHABILITY']) }),
  };
};

const labelsOf = (severity: string): readonly string[] =>
  severity === 'INFORMATIONAL' ? [severity, 'UNTRIAGED'] : [severity];

const equals = (values: readonly string[]): StringFilter[] =>
  values.map((value) => ({ value, comparison: 'EQUALS' }));
