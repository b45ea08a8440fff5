import { serviceName } from '@hopwise/chat-client/service-name';
import { severities, severityNames } from './severity.ts';
import type { FindingSummary, SeverityCounts } from './tool-results.ts';

const keys = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  INFORMATIONAL: 'informational',
} as const satisfies Record<string, keyof SeverityCounts>;

/** Returns one series per severity that occurs, with one bar per service that could be read. */
export const severitySeries = (byService: FindingSummary['byService']) => {
  const read = byService.filter(({ status }) => status === 'enabled');
  return {
    services: read.map(({ service }) => serviceName(service)),
    series: severities
      .map((severity) => ({
        severity,
        title: severityNames[severity],
        data: read.map((row) => ({ x: serviceName(row.service), y: row[keys[severity]] ?? 0 })),
      }))
      .filter(({ data }) => data.some(({ y }) => y > 0)),
    highest: Math.max(1, ...read.map(({ total }) => total ?? 0)),
  };
};
