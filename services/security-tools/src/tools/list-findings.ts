import * as z from 'zod/mini';
import { defineTool } from '../tool.ts';
import { fitFindings } from './fit-findings.ts';
import {
  exposureParameter,
  limitParameter,
  resourceTypeParameter,
  serviceParameter,
  severityParameter,
} from './parameters.ts';
import { plural } from './plural.ts';
import { findingsOf, gapPhrase, isPartial, statusOf } from './service-statuses.ts';

export const listFindings = defineTool({
  name: 'list_findings',
  description:
    'List or show active security findings, the most severe first, by service, severity, type of ' +
    'resource or exposure: for instance public access findings, critical GuardDuty findings, ' +
    'vulnerabilities of EC2 instances or findings about S3 buckets.',
  input: z.strictObject({
    service: serviceParameter,
    severity: severityParameter,
    resource_type: resourceTypeParameter,
    exposure: exposureParameter,
    limit: limitParameter,
  }),
  async run({ service, severity, resource_type, exposure, limit }, { services }) {
    const readings = await services.read(
      { severity, resourceType: resource_type, exposure },
      service,
    );
    const found = findingsOf(readings);
    const findings = fitFindings(found.slice(0, limit));
    const more = readings.some((reading) => reading.status === 'enabled' && !reading.complete);
    const filters = Object.entries({ service, severity, 'resource type': resource_type, exposure })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name} ${value}`);
    const matching = filters.length > 0 ? ` with ${filters.join(', ')}` : '';
    const shown = findings.length < found.length ? ` The first ${findings.length} are listed.` : '';
    const count =
      found.length === 0 ? 'No active findings' : plural(found.length, 'active finding');
    return {
      ok: true,
      summary: `${more ? 'At least ' : ''}${count}${matching}.${shown}${gapPhrase(readings)}`,
      total: found.length,
      shown: findings.length,
      complete: !isPartial(readings),
      findings,
      services: readings.map(statusOf),
    };
  },
});
