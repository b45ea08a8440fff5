import { byUrgency, type Finding } from '../findings/finding.ts';
import { serviceNames } from '../findings/security-service.ts';
import type { ServiceReading } from '../services/security-services.ts';

/** The findings of all readable services, the most urgent first. */
export const findingsOf = (readings: readonly ServiceReading[]): readonly Finding[] =>
  readings
    .flatMap((reading) => (reading.status === 'enabled' ? reading.findings : []))
    .toSorted(byUrgency);

/** Whether findings can be missing, because a service failed or has more findings than were read. */
export const isPartial = (readings: readonly ServiceReading[]): boolean =>
  readings.some((reading) =>
    reading.status === 'enabled' ? !reading.complete : reading.status !== 'disabled',
  );

/** Whether an enabled service has more findings than were read. */
const isCutOff = (readings: readonly ServiceReading[]): boolean =>
  readings.some((reading) => reading.status === 'enabled' && !reading.complete);

/** A service's status for a result, with code and message if it could not be read. */
export const statusOf = (reading: ServiceReading) => ({
  service: reading.service,
  status: reading.status,
  ...('code' in reading && { code: reading.code, message: reading.message }),
});

/** A sentence about the services that are not included. Empty if all are included. */
export const gapPhrase = (readings: readonly ServiceReading[]): string => {
  const gaps = readings
    .filter(({ status }) => status !== 'enabled')
    .map(({ service, status }) => `${serviceNames[service]} (${status})`);
  return gaps.length > 0 ? ` Not included: ${gaps.join(', ')}.` : '';
};

/** For a count of findings: a service can have more of them than were read. */
export const atLeast = (readings: readonly ServiceReading[]): string =>
  isCutOff(readings) ? 'At least ' : '';

/** A sentence about a list that was cut. Empty for a complete list. */
export const cutPhrase = (shown: number, total: number): string =>
  shown < total ? ` The first ${shown} are listed.` : '';

export type Listed = {
  readonly readings: readonly ServiceReading[];
  /** What answers the question, in one sentence or two. */
  readonly lead: string;
  /** Number of rows that match. */
  readonly total: number;
  /** The rows in the answer. */
  readonly rows: readonly object[];
};

/** What every answer with a list has, beside the rows. */
export const listAnswer = ({ readings, lead, total, rows }: Listed) => ({
  ok: true as const,
  summary: `${lead}${gapPhrase(readings)}`,
  total,
  shown: rows.length,
  complete: !isPartial(readings),
  services: readings.map(statusOf),
});
