import * as z from 'zod/mini';
import { resourceName } from '../findings/affected-resource.ts';
import type { Grant } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import { plural } from '../findings/plural.ts';
import type { SecurityServices } from '../services/security-services.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import { accessedResourceParameter } from './parameters.ts';
import { findingsOf, listAnswer } from './service-statuses.ts';

export const whoCanAccess = defineTool({
  name: 'who_can_access',
  description:
    'Say who outside of this account can access, read or use a resource, such as a bucket, role, key, queue or ' +
    'snapshot, and with which actions. IAM Access Analyzer does not list access of the own account.',
  input: z.strictObject({ resource: accessedResourceParameter }),
  async run({ resource }, { services }) {
    const readings = await services.read({}, ['access-analyzer']);
    const found = findingsOf(readings).filter(isAccessTo(resource));
    const grants = fitRows(await grantsOf(found.slice(0, readAtMost), services));
    const lead = leadOf(grants, found);
    const answer = listAnswer({ readings, lead, total: found.length, rows: grants });
    return { ...answer, complete: answer.complete && found.length <= readAtMost, grants };
  },
});

// Each finding needs one more request for its principal and actions.
const readAtMost = 10;

const isAccessTo = (resource: string): ((finding: Finding) => boolean) => {
  const wanted = resource.trim().toLowerCase();
  return (finding) =>
    finding.exposure !== undefined &&
    [finding.resource, resourceName(finding.resource)].some((one) => one.toLowerCase() === wanted);
};

type GrantRow = {
  readonly resource: string;
  readonly principal: string;
  readonly actions: string;
  readonly condition: string;
  readonly severity: string;
  readonly findingId: string;
};

const grantsOf = async (
  found: readonly Finding[],
  services: Pick<SecurityServices, 'explain'>,
): Promise<readonly GrantRow[]> => {
  const answers = await Promise.all(
    found.map(async (finding) => ({
      finding,
      answer: await services.explain('access-analyzer', finding.id),
    })),
  );
  return answers.flatMap(({ finding, answer }) =>
    answer.status === 'found'
      ? (answer.explanation.grants ?? []).map((grant) => rowOf(finding, grant))
      : [],
  );
};

const rowOf = (finding: Finding, { principal, actions, conditional }: Grant): GrantRow => ({
  resource: finding.resource,
  principal,
  actions: actions.join(', '),
  condition: conditional ? 'under a condition' : 'none',
  severity: finding.severity,
  findingId: finding.id,
});

const leadOf = (grants: readonly Record<string, unknown>[], found: readonly Finding[]): string => {
  const [first] = found;
  if (first === undefined) {
    return 'IAM Access Analyzer knows of nobody outside of this account with access to this resource.';
  }
  const name = resourceName(first.resource);
  const [grant] = grants;
  if (grant === undefined) {
    return `${plural(found.length, 'finding')} about access to ${name} could not be read in detail.`;
  }
  const more = grants.length > 1 ? `, and ${plural(grants.length - 1, 'other grant')}` : '';
  return `${grant.principal} can use ${grant.actions} on ${name}${more}.`;
};
