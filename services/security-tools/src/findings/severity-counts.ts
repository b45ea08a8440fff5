import type { Finding } from './finding.ts';
import { severities } from './severity.ts';

export type SeverityCounts = {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly informational: number;
};

export const countSeverities = (findings: readonly Finding[]): SeverityCounts => {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, informational: 0 };
  for (const { severity } of findings) counts[keyOf[severity]] += 1;
  return counts;
};

const keyOf = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  INFORMATIONAL: 'informational',
} as const;

/** For example `3 critical, 12 high`. Omits severities without findings. */
export const severityPhrase = (findings: readonly Finding[]): string => {
  const counts = countSeverities(findings);
  return severities
    .map((severity) => keyOf[severity])
    .filter((key) => counts[key] > 0)
    .map((key) => `${counts[key]} ${key}`)
    .join(', ');
};
