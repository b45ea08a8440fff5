import * as z from 'zod/mini';
import { daysBefore, firstSeenMs } from '../findings/age.ts';
import { findingsPhrase } from '../findings/finding-words.ts';
import { plural } from '../findings/plural.ts';
import { defineTool } from '../tool.ts';
import { toolFailure } from '../tool-failure.ts';
import { fitRows } from './fit-rows.ts';
import {
  limitParameter,
  newerThanParameter,
  olderThanParameter,
  servicesParameter,
  severitiesParameter,
} from './parameters.ts';
import { atLeast, cutPhrase, findingsOf, listAnswer } from './service-statuses.ts';

export const listFindingsByAge = defineTool({
  name: 'list_findings_by_age',
  description:
    'List active findings by their age: those first reported in the last days, or those that have been open for longer. ' +
    'Needs older_than_days, newer_than_days or both.',
  input: z.strictObject({
    older_than_days: olderThanParameter,
    newer_than_days: newerThanParameter,
    severity: severitiesParameter,
    service: servicesParameter,
    limit: limitParameter,
  }),
  async run({ older_than_days, newer_than_days, severity, service, limit }, { now, services }) {
    if (older_than_days === undefined && newer_than_days === undefined) {
      return toolFailure(
        'INVALID_ARGUMENTS',
        'Give older_than_days, newer_than_days or both, each a number of days.',
      );
    }
    const query = { severities: severity };
    const readings = await services.read(query, service);
    const from = newer_than_days === undefined ? 0 : daysBefore(now(), newer_than_days);
    const until = older_than_days === undefined ? Infinity : daysBefore(now(), older_than_days);
    const found = findingsOf(readings).filter((finding) => {
      const seenMs = firstSeenMs(finding);
      return seenMs >= from && seenMs <= until;
    });
    const findings = fitRows(found.slice(0, limit));
    const total = found.length;
    const phrase = findingsPhrase(total, { ...query, services: service });
    const age = agePhrase({ older_than_days, newer_than_days });
    const lead = `${atLeast(readings)}${phrase} ${age}.${cutPhrase(findings.length, total)}`;
    return { ...listAnswer({ readings, lead, total, rows: findings }), findings };
  },
});

type Age = {
  readonly older_than_days: number | undefined;
  readonly newer_than_days: number | undefined;
};

const agePhrase = ({ older_than_days, newer_than_days }: Age): string =>
  [
    ...(newer_than_days === undefined
      ? []
      : [`first reported in the last ${plural(newer_than_days, 'day')}`]),
    ...(older_than_days === undefined
      ? []
      : [`first reported more than ${plural(older_than_days, 'day')} ago`]),
  ].join(', ');
