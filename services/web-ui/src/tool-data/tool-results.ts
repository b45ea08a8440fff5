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

export type ToolResultView =
  | { readonly kind: 'findings'; readonly list: FindingList }
  | { readonly kind: 'summary'; readonly summary: FindingSummary }
  | { readonly kind: 'statuses'; readonly statuses: ServiceStatuses };

/** Recognizes a tool's result by its content, not by the name of the tool. */
export const viewOf = (result: unknown): ToolResultView | undefined => {
  const summary = findingSummary.safeParse(result);
  if (summary.success) return { kind: 'summary', summary: summary.data };
  const list = findingList.safeParse(result);
  if (list.success) return { kind: 'findings', list: list.data };
  const statuses = serviceStatuses.safeParse(result);
  return statuses.success ? { kind: 'statuses', statuses: statuses.data } : undefined;
};
