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
import { type Severity, severityRank } from '../findings/severity.ts';
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
    ...(query.severities && { severity: rangeOf(query.severities) }),
    ...(types.length > 0 && { 'resource.resourceType': { Equals: [...types, attackSequence] } }),
  };
};

/** The range from the least to the most severe. It can contain others, which the reader removes. */
const rangeOf = (severities: readonly Severity[]): Condition => {
  const ranks = severities.map(severityRank);
  const from = lowestScores[Math.max(...ranks)];
  const below = lowestScores[Math.min(...ranks) - 1];
  return {
    ...(from !== undefined && { GreaterThanOrEqual: from }),
    ...(below !== undefined && { LessThan: below }),
  };
};

/** The lowest score of each severity, the most severe first. INFORMATIONAL has no lowest score. */
const lowestScores = [9, 7, 4, 1] as const;
