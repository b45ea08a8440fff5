import * as z from 'zod/mini';
import { resourceName } from '../findings/affected-resource.ts';
import type { Finding } from '../findings/finding.ts';
import { plural } from '../findings/plural.ts';
import { severityPhrase } from '../findings/severity-counts.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import {
  limitParameter,
  searchTextParameter,
  servicesParameter,
  severitiesParameter,
} from './parameters.ts';
import { atLeast, cutPhrase, findingsOf, listAnswer } from './service-statuses.ts';

export const searchFindings = defineTool({
  name: 'search_findings',
  description:
    'Find the active findings about one thing: a resource by its id, ARN or name (an instance, a bucket, a user, a ' +
    'key), or a vulnerability by its CVE number.',
  input: z.strictObject({
    text: searchTextParameter,
    severity: severitiesParameter,
    service: servicesParameter,
    limit: limitParameter,
  }),
  async run({ text, severity, service, limit }, { services }) {
    const readings = await services.read({ severities: severity }, service);
    const found = findingsOf(readings).filter(isAbout(text));
    const findings = fitRows(found.slice(0, limit));
    const total = found.length;
    const lead = `${atLeast(readings)}${leadOf(found)}${cutPhrase(findings.length, total)}`;
    return { ...listAnswer({ readings, lead, total, rows: findings }), findings };
  },
});

/** The text is a whole word of the title, the id of the finding, or a part of the resource's id. */
const isAbout = (text: string): ((finding: Finding) => boolean) => {
  const wanted = text.trim().toLowerCase();
  return ({ id, title, resource }) =>
    id.toLowerCase() === wanted ||
    resource.toLowerCase().includes(wanted) ||
    ` ${title.toLowerCase().replaceAll(/[^\p{L}\p{N}_.:/-]+/gu, ' ')} `.includes(` ${wanted} `);
};

const leadOf = (found: readonly Finding[]): string => {
  const [first, ...others] = found;
  if (first === undefined) return 'No active finding is about this.';
  const about = others.every(({ resource }) => resource === first.resource)
    ? ` about ${resourceName(first.resource)}`
    : ` on ${plural(new Set(found.map(({ resource }) => resource)).size, 'resource')}`;
  return `${plural(found.length, 'active finding')}${about}: ${severityPhrase(found)}.`;
};
