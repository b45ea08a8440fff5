import type { Exposure } from './exposure.ts';
import type { ResourceType } from './resource-type.ts';
import type { SecurityService } from './security-service.ts';
import { type Severity, severityRank } from './severity.ts';

/** One active finding, in the same format for every service. */
export type Finding = {
  /** The id for `explain_finding`: an ARN for Security Hub and Inspector, otherwise the service's id. */
  readonly id: string;
  readonly service: SecurityService;
  readonly severity: Severity;
  readonly title: string;
  /** ARN or id of the affected resource. */
  readonly resource: string;
  readonly resourceType: ResourceType | 'other';
  readonly account: string;
  readonly region: string;
  /** When the service first reported it, in ISO 8601. */
  readonly firstSeenAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly exposure?: Exposure;
};

/** Filters for findings. An absent member does not filter. */
export type FindingQuery = {
  readonly severities?: readonly Severity[] | undefined;
  readonly resourceType?: ResourceType | undefined;
  readonly exposure?: Exposure | undefined;
};

export const matchesQuery = (finding: Finding, query: FindingQuery): boolean =>
  (query.severities === undefined || query.severities.includes(finding.severity)) &&
  (query.resourceType === undefined || finding.resourceType === query.resourceType) &&
  (query.exposure === undefined || finding.exposure === query.exposure);

/** Sorts the most severe first, then the most recent, then by id, so that the order is stable. */
export const byUrgency = (left: Finding, right: Finding): number =>
  severityRank(left.severity) - severityRank(right.severity) ||
  compare(right.updatedAt, left.updatedAt) ||
  compare(left.id, right.id);

const compare = (left: string, right: string): number => (left < right ? -1 : Number(left > right));
