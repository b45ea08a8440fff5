import * as z from 'zod/mini';
import { findingsPhrase } from '../findings/finding-words.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import {
  exposureParameter,
  limitParameter,
  resourceTypeParameter,
  servicesParameter,
  severitiesParameter,
} from './parameters.ts';
import { atLeast, cutPhrase, findingsOf, listAnswer } from './service-statuses.ts';

export const listFindings = defineTool({
  name: 'list_findings',
  description:
    'List, show or count active security findings, the most severe first, by service, severity, type of ' +
    'resource or exposure: for instance public access findings, critical GuardDuty findings, ' +
    'vulnerabilities of EC2 instances or findings about S3 buckets.',
  input: z.strictObject({
    service: servicesParameter,
    severity: severitiesParameter,
    resource_type: resourceTypeParameter,
    exposure: exposureParameter,
    limit: limitParameter,
  }),
  async run({ service, severity, resource_type, exposure, limit }, { services }) {
    const query = { severities: severity, resourceType: resource_type, exposure };
    const readings = await services.read(query, service);
    const found = findingsOf(readings);
    const findings = fitRows(found.slice(0, limit));
    const total = found.length;
    const phrase = findingsPhrase(total, { ...query, services: service });
    const lead = `${atLeast(readings)}${phrase}.${cutPhrase(findings.length, total)}`;
    return { ...listAnswer({ readings, lead, total, rows: findings }), findings };
  },
});
