import * as z from 'zod/mini';
import type { Finding } from '../findings/finding.ts';
import { countSeverities, severityPhrase } from '../findings/severity-counts.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import { periodParameter } from './parameters.ts';
import { plural } from './plural.ts';
import { coverageOf, findingsOf, gapPhrase } from './service-statuses.ts';

const dayMs = 86_400_000;
const listedAtMost = 20;

export const comparePeriods = defineTool({
  name: 'compare_periods',
  description:
    'Compare now with an earlier time, such as last week: which active findings are new in the last days, and which ' +
    'are older. The services keep no history, so findings that were resolved since then are not counted.',
  input: z.strictObject({ days: periodParameter }),
  async run({ days }, { now, services }) {
    const readings = await services.read({});
    const found = findingsOf(readings);
    const since = now() - days * dayMs;
    const isNew = ({ firstSeenAt }: Finding): boolean => Date.parse(firstSeenAt) >= since;
    const added = found.filter(isNew);
    const newFindings = fitRows(added.slice(0, listedAtMost));
    return {
      ok: true,
      summary: `${leadOf(added, days)} The services keep no history: what was resolved since then is not known.${gapPhrase(readings)}`,
      total: added.length,
      shown: newFindings.length,
      ...coverageOf(readings),
      added: countSeverities(added),
      before: countSeverities(found.filter((finding) => !isNew(finding))),
      findings: newFindings,
    };
  },
});

const leadOf = (added: readonly Finding[], days: number): string =>
  added.length === 0
    ? `No active finding is new in the last ${plural(days, 'day')}.`
    : `${plural(added.length, 'active finding')} ${added.length === 1 ? 'is' : 'are'} new in the last ${plural(days, 'day')}: ${severityPhrase(added)}.`;
