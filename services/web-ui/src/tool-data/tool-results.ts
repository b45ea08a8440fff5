import * as z from 'zod/mini';
import { severities } from './severity.ts';

/** One active finding of a security service. */
export const accountFinding = z.object({
  id: z.string(),
  service: z.string(),
  severity: z.enum(severities),
  title: z.string(),
  resource: z.string(),
  resourceType: z.string(),
  account: z.optional(z.string()),
  region: z.optional(z.string()),
  /** ISO 8601. */
  firstSeenAt: z.optional(z.string()),
  /** ISO 8601. */
  updatedAt: z.string(),
});
export type AccountFinding = z.infer<typeof accountFinding>;

const severityCounts = {
  critical: z.number(),
  high: z.number(),
  medium: z.number(),
  low: z.number(),
  informational: z.number(),
};
export type SeverityCounts = Readonly<Record<keyof typeof severityCounts, number>>;

const serviceStatus = {
  service: z.string(),
  /** `enabled`, or the reason why the service could not be read. */
  status: z.string(),
  message: z.optional(z.string()),
};

const partialCounts = z.partial(z.object(severityCounts)).shape;

export const findingList = z.object({
  total: z.number(),
  findings: z.array(accountFinding),
});
export type FindingList = z.infer<typeof findingList>;

export const serviceStatuses = z.object({
  region: z.optional(z.string()),
  services: z.array(
    z.object({ ...serviceStatus, ...partialCounts, activeFindings: z.optional(z.number()) }),
  ),
});
export type ServiceStatuses = z.infer<typeof serviceStatuses>;

export const findingSummary = z.object({
  total: z.number(),
  bySeverity: z.object(severityCounts),
  byService: z.array(
    z.object({ ...serviceStatus, ...partialCounts, total: z.optional(z.number()) }),
  ),
  topResources: z.array(
    z.object({
      resource: z.string(),
      resourceType: z.string(),
      worstSeverity: z.enum(severities),
      findings: z.number(),
    }),
  ),
});
export type FindingSummary = z.infer<typeof findingSummary>;

export const resourceList = z.object({
  total: z.number(),
  resources: z.array(
    z.object({
      resource: z.string(),
      name: z.string(),
      resourceType: z.string(),
      worstSeverity: z.enum(severities),
      findings: z.number(),
      worstFinding: z.string(),
      worstFindingId: z.string(),
    }),
  ),
});
export type ResourceList = z.infer<typeof resourceList>;

export const priorityList = z.object({
  total: z.number(),
  priorities: z.array(
    z.object({
      rank: z.number(),
      resource: z.string(),
      name: z.string(),
      severity: z.enum(severities),
      finding: z.string(),
      findingId: z.string(),
      reasons: z.string(),
    }),
  ),
});
export type PriorityList = z.infer<typeof priorityList>;

export const grantList = z.object({
  total: z.number(),
  grants: z.array(
    z.object({
      resource: z.string(),
      principal: z.string(),
      actions: z.string(),
      condition: z.string(),
      findingId: z.string(),
    }),
  ),
});
export type GrantList = z.infer<typeof grantList>;

export const findingExplanation = z.object({
  finding: accountFinding,
  state: z.string(),
  problem: z.string(),
  risk: z.string(),
  remediation: z.array(z.string()),
  references: z.array(z.string()),
});
export type FindingExplanation = z.infer<typeof findingExplanation>;

export type ToolResultView =
  | { readonly kind: 'findings'; readonly list: FindingList }
  | { readonly kind: 'summary'; readonly summary: FindingSummary }
  | { readonly kind: 'resources'; readonly list: ResourceList }
  | { readonly kind: 'priorities'; readonly list: PriorityList }
  | { readonly kind: 'grants'; readonly list: GrantList }
  | { readonly kind: 'explanation'; readonly explanation: FindingExplanation }
  | { readonly kind: 'statuses'; readonly statuses: ServiceStatuses };

/** Recognizes a tool's result by its content, not by the name of the tool. Each list also contains the services' statuses. */
export const viewOf = (result: unknown): ToolResultView | undefined => {
  const summary = findingSummary.safeParse(result);
  if (summary.success) return { kind: 'summary', summary: summary.data };
  const explanation = findingExplanation.safeParse(result);
  if (explanation.success) return { kind: 'explanation', explanation: explanation.data };
  const list = listOf(result);
  if (list !== undefined) return list;
  const statuses = serviceStatuses.safeParse(result);
  return statuses.success ? { kind: 'statuses', statuses: statuses.data } : undefined;
};

const listOf = (result: unknown): ToolResultView | undefined => {
  const findings = findingList.safeParse(result);
  if (findings.success) return { kind: 'findings', list: findings.data };
  const resources = resourceList.safeParse(result);
  if (resources.success) return { kind: 'resources', list: resources.data };
  const priorities = priorityList.safeParse(result);
  if (priorities.success) return { kind: 'priorities', list: priorities.data };
  const grants = grantList.safeParse(result);
  return grants.success ? { kind: 'grants', list: grants.data } : undefined;
};
