import * as z from 'zod/mini';
import { affectedResources } from '../findings/affected-resource.ts';
import type { Finding } from '../findings/finding.ts';
import { plural } from '../findings/plural.ts';
import { countSeverities, severityPhrase } from '../findings/severity-counts.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import { servicesParameter } from './parameters.ts';
import { atLeast, findingsOf, gapPhrase, isPartial, statusOf } from './service-statuses.ts';

const topCount = 5;

export const summarizeFindings = defineTool({
  name: 'summarize_findings',
  description:
    'Summarize the security posture: an overview that counts the active findings by severity and by ' +
    'service, and names the most affected resources and the most urgent findings.',
  input: z.strictObject({ service: servicesParameter }),
  async run({ service }, { services }) {
    const readings = await services.read({}, service);
    const found = findingsOf(readings);
    const count = `${atLeast(readings)}${plural(found.length, 'active finding')}`;
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
      mostUrgent: fitRows(found.slice(0, topCount)),
    };
  },
});

const mostAffected = (findings: readonly Finding[]) =>
  affectedResources(findings)
    .map(({ resource, resourceType, findings: [worst, ...others] }) => ({
      resource,
      resourceType,
      worstSeverity: worst.severity,
      findings: others.length + 1,
    }))
    .toSorted((left, right) => right.findings - left.findings);
