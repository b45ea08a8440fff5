import * as z from 'zod/mini';
import { findingsPhrase } from '../findings/finding-words.ts';
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
import { plural } from './plural.ts';
import { coverageOf, cutPhrase, findingsOf, gapPhrase, isCutOff } from './service-statuses.ts';

const dayMs = 86_400_000;

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
    const from = newer_than_days === undefined ? 0 : now() - newer_than_days * dayMs;
    const until = older_than_days === undefined ? Infinity : now() - older_than_days * dayMs;
    const found = findingsOf(readings).filter(({ firstSeenAt }) => {
      const seenMs = Date.parse(firstSeenAt);
      return seenMs >= from && seenMs <= until;
    });
    const findings = fitRows(found.slice(0, limit));
    const cut = cutPhrase(findings.length, found.length);
    const phrase = findingsPhrase(found.length, { ...query, services: service });
    const age = agePhrase({ older_than_days, newer_than_days });
    return {
      ok: true,
      summary: `${isCutOff(readings) ? 'At least ' : ''}${phrase} ${age}.${cut}${gapPhrase(readings)}`,
      total: found.length,
      shown: findings.length,
      ...coverageOf(readings),
      findings,
    };
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
