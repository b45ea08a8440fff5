import * as z from 'zod/mini';
import { type AffectedResource, affectedResources } from '../findings/affected-resource.ts';
import { plural } from '../findings/plural.ts';
import { severityRank } from '../findings/severity.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import { priorityLimitParameter, servicesParameter } from './parameters.ts';
import { findingsOf, listAnswer } from './service-statuses.ts';

export const whatToFixFirst = defineTool({
  name: 'what_to_fix_first',
  description:
    'Say what to fix first: the resources in the order in which to work on them, each with its worst finding and the ' +
    'reasons for its place. Use it for priorities, urgency and where to start.',
  input: z.strictObject({ service: servicesParameter, limit: priorityLimitParameter }),
  async run({ service, limit }, { services }) {
    const readings = await services.read({}, service);
    const all = affectedResources(findingsOf(readings)).toSorted(byPriority);
    const priorities = fitRows(all.slice(0, limit).map(rowOf));
    const listed = { readings, lead: leadOf(all), total: all.length, rows: priorities };
    return { ...listAnswer(listed), priorities };
  },
});

/** Severity first. Among equals: an attack that is seen, access from outside, then the number of findings. */
const byPriority = (left: AffectedResource, right: AffectedResource): number =>
  severityRank(left.findings[0].severity) - severityRank(right.findings[0].severity) ||
  Number(isAttacked(right)) - Number(isAttacked(left)) ||
  Number(isExposed(right)) - Number(isExposed(left)) ||
  right.findings.length - left.findings.length;

const isAttacked = ({ findings }: AffectedResource): boolean =>
  findings.some(({ service }) => service === 'guardduty');

const isExposed = ({ findings }: AffectedResource): boolean =>
  findings.some(({ exposure }) => exposure !== undefined);

const leadOf = (all: readonly AffectedResource[]): string => {
  const [first] = all;
  if (first === undefined) return 'There is nothing to fix: no active findings are visible.';
  return `Fix ${first.name} first: ${first.findings[0].title.replace(/\.$/, '')}.`;
};

const rowOf = (affected: AffectedResource, index: number) => {
  const { resource, name, resourceType, findings } = affected;
  const [worst] = findings;
  return {
    rank: index + 1,
    resource,
    name,
    resourceType,
    severity: worst.severity,
    finding: worst.title,
    findingId: worst.id,
    reasons: reasonsOf(affected).join('; '),
  };
};

const reasonsOf = (affected: AffectedResource): readonly string[] => {
  const { findings } = affected;
  const [worst] = findings;
  return [
    `rated ${worst.severity.toLowerCase()}`,
    ...(isAttacked(affected) ? ['GuardDuty sees an attack'] : []),
    ...(isExposed(affected) ? [exposureReason(affected)] : []),
    ...(findings.length > 1 ? [plural(findings.length, 'active finding')] : []),
  ];
};

const exposureReason = ({ findings }: AffectedResource): string =>
  findings.some(({ exposure }) => exposure === 'public')
    ? 'open to the public'
    : 'open to another account';
