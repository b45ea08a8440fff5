import * as z from 'zod/mini';
import {
  type AffectedResource,
  affectedResources,
  resourcesPhrase,
} from '../findings/affected-resource.ts';
import type { Exposure } from '../findings/exposure.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import {
  exposureParameter,
  limitParameter,
  resourceTypeParameter,
  servicesParameter,
  severitiesParameter,
} from './parameters.ts';
import { cutPhrase, findingsOf, listAnswer } from './service-statuses.ts';

export const listResources = defineTool({
  name: 'list_resources',
  description:
    'List the resources that have active findings, such as public S3 buckets or vulnerable EC2 instances, the most ' +
    'severely affected first, by type of resource, exposure, severity or service.',
  input: z.strictObject({
    resource_type: resourceTypeParameter,
    exposure: exposureParameter,
    severity: severitiesParameter,
    service: servicesParameter,
    limit: limitParameter,
  }),
  async run({ resource_type, exposure, severity, service, limit }, { services }) {
    const query = { severities: severity, resourceType: resource_type, exposure };
    const readings = await services.read(query, service);
    const all = affectedResources(findingsOf(readings));
    const resources = fitRows(all.slice(0, limit).map(rowOf));
    const total = all.length;
    const lead = `${leadOf(all, exposure)}${cutPhrase(resources.length, total)}`;
    return { ...listAnswer({ readings, lead, total, rows: resources }), resources };
  },
});

const namedAtMost = 3;

const leadOf = (all: readonly AffectedResource[], exposure: Exposure | undefined): string => {
  const what = exposure === undefined ? 'active findings' : `${exposure} access`;
  if (all.length === 0) return `No resource with ${what} was found.`;
  const names = all.slice(0, namedAtMost).map(({ name }) => name);
  const more = all.length > namedAtMost ? ` and ${all.length - namedAtMost} more` : '';
  return `${resourcesPhrase(all)} with ${what}: ${names.join(', ')}${more}.`;
};

const rowOf = ({ resource, name, resourceType, findings }: AffectedResource) => ({
  resource,
  name,
  resourceType,
  worstSeverity: findings[0].severity,
  findings: findings.length,
  worstFinding: findings[0].title,
  worstFindingId: findings[0].id,
});
