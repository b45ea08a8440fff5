import * as z from 'zod/mini';
import { daysBefore, firstSeenMs } from '../findings/age.ts';
import type { Finding } from '../findings/finding.ts';
import { plural } from '../findings/plural.ts';
import { countSeverities, severityPhrase } from '../findings/severity-counts.ts';
import { defineTool } from '../tool.ts';
import { fitRows } from './fit-rows.ts';
import { periodParameter } from './parameters.ts';
import { findingsOf, listAnswer } from './service-statuses.ts';

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
    const since = daysBefore(now(), days);
    const isNew = (finding: Finding): boolean => firstSeenMs(finding) >= since;
    const added = found.filter(isNew);
    const findings = fitRows(added.slice(0, listedAtMost));
    const lead = `${leadOf(added, days)} The services keep no history: what was resolved since then is not known.`;
    return {
      ...listAnswer({ readings, lead, total: added.length, rows: findings }),
      added: countSeverities(added),
      before: countSeverities(found.filter((finding) => !isNew(finding))),
      findings,
    };
  },
});

const leadOf = (added: readonly Finding[], days: number): string =>
  added.length === 0
    ? `No active finding is new in the last ${plural(days, 'day')}.`
    : `${plural(added.length, 'active finding')} ${added.length === 1 ? 'is' : 'are'} new in the last ${plural(days, 'day')}: ${severityPhrase(added)}.`;
