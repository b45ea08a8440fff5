import * as z from 'zod/mini';
import type { Finding } from '../findings/finding.ts';
import { countSeverities, severityPhrase } from '../findings/severity-counts.ts';
import { defineTool } from '../tool.ts';
import { fitFindings } from './fit-findings.ts';
import { serviceParameter } from './parameters.ts';
import { plural } from './plural.ts';
import { findingsOf, gapPhrase, isPartial, statusOf } from './service-statuses.ts';

const topCount = 5;

export const summarizeFindings = defineTool({
  name: 'summarize_findings',
  description:
    'Summarize the security posture: an overview that counts the active findings by severity and by ' +
    'service, and names the most affected resources and the most urgent findings.',
  input: z.strictObject({ service: serviceParameter }),
  async run({ service }, { services }) {
    const readings = await services.read({}, service);
    const found = findingsOf(readings);
    const more = readings.some((reading) => reading.status === 'enabled' && !reading.complete);
    const count = `${more ? 'At least ' : ''}${plural(found.length, 'active finding')}`;
    return {
      ok: true,
      summary: `${count}${found.length > 0 ? `: ${severityPhrase(found)}` : ''}.${gapPhrase(readings)}`,
      total: found.length,
      complete: !isPartial(readings),
      bySeverity: countSeverities(found),
      byService: readings.map((reading) => ({
        ...statusOf(reading),
        ...(reading.status === 'enabled' && {
          total: reading.findings.length,
          ...countSeverities(reading.findings),
        }),
      })),
      topResources: mostAffected(found).slice(0, topCount),
      mostUrgent: fitFindings(found.slice(0, topCount)),
    };
  },
});

// The findings are sorted by urgency, so the first finding of a resource is its most severe one.
const mostAffected = (findings: readonly Finding[]) => {
  const byResource = Map.groupBy(findings, ({ resource }) => resource);
  return [...byResource]
    .map(([resource, group]) => ({
      resource,
      resourceType: group[0]?.resourceType ?? 'other',
      worstSeverity: group[0]?.severity ?? 'INFORMATIONAL',
      findings: group.length,
    }))
    .toSorted((left, right) => right.findings - left.findings);
};
