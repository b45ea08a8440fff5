import {
  type Condition,
  GetDetectorCommand,
  GetFindingsCommand,
  type GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { type FindingQuery, matchesQuery } from '../findings/finding.ts';
import { serviceTypesOf } from '../findings/resource-type.ts';
import type { Severity } from '../findings/severity.ts';
import { collectPages } from './collect-pages.ts';
import { attackSequence, guardDutyExplanation, guardDutyFinding } from './guardduty-finding.ts';
import { isNamed } from './service-failure.ts';
import type { ServiceReader } from './service-reader.ts';

// ListFindings and GetFindings accept at most 50 ids.
const pageSize = 50;

export const createGuardDutyReader = (client: GuardDutyClient): ServiceReader => ({
  service: 'guardduty',
  async read(query, signal) {
    const DetectorId = await activeDetector(client, signal);
    if (DetectorId === undefined) return { enabled: false };
    const found = await collectPages(async (NextToken) => {
      const page = await client.send(
        new ListFindingsCommand({
          DetectorId,
          FindingCriteria: { Criterion: criterion(query) },
          SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' },
          MaxResults: pageSize,
          NextToken,
        }),
        { abortSignal: signal },
      );
      const FindingIds = page.FindingIds ?? [];
      if (FindingIds.length === 0) return { items: [], nextToken: page.NextToken };
      const { Findings } = await client.send(new GetFindingsCommand({ DetectorId, FindingIds }), {
        abortSignal: signal,
      });
      return { items: Findings ?? [], nextToken: page.NextToken };
    });
    const findings = found.items
      .map(guardDutyFinding)
      .filter((finding) => matchesQuery(finding, query));
    return { enabled: true, findings, complete: found.complete };
  },
  async explain(findingId, signal) {
    const DetectorId = await firstDetector(client, signal);
    if (DetectorId === undefined) return undefined;
    const command = new GetFindingsCommand({ DetectorId, FindingIds: [findingId] });
    try {
      const [finding] = (await client.send(command, { abortSignal: signal })).Findings ?? [];
      return finding && guardDutyExplanation(finding);
    } catch (error) {
      // GuardDuty answers an unknown id with this error. The rest of the request is always valid.
      if (isNamed(error, 'BadRequestException')) return undefined;
      throw error;
    }
  },
});

// A Region has at most one detector.
const firstDetector = async (
  client: GuardDutyClient,
  signal: AbortSignal,
): Promise<string | undefined> =>
  (await client.send(new ListDetectorsCommand({}), { abortSignal: signal })).DetectorIds?.[0];

// A suspended GuardDuty keeps its detector but reports no new findings.
const activeDetector = async (
  client: GuardDutyClient,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const DetectorId = await firstDetector(client, signal);
  if (DetectorId === undefined) return undefined;
  const { Status } = await client.send(new GetDetectorCommand({ DetectorId }), {
    abortSignal: signal,
  });
  return Status === 'DISABLED' ? undefined : DetectorId;
};

const criterion = (query: FindingQuery): Record<string, Condition> => {
  const types = query.resourceType ? serviceTypesOf(query.resourceType, 'guardduty') : [];
  return {
    'service.archived': { Equals: ['false'] },
    ...(query.severity && { severity: severityRange[query.severity] }),
    ...(types.length > 0 && { 'resource.resourceType': { Equals: [...types, attackSequence] } }),
  };
};

const severityRange: Readonly<Record<Severity, Condition>> = {
  CRITICAL: { GreaterThanOrEqual: 9 },
  HIGH: { GreaterThanOrEqual: 7, LessThan: 9 },
  MEDIUM: { GreaterThanOrEqual: 4, LessThan: 7 },
  LOW: { GreaterThanOrEqual: 1, LessThan: 4 },
  INFORMATIONAL: { LessThan: 1 },
};
