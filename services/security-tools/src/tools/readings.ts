import { byUrgency, type Finding } from '../findings/finding.ts';
import { serviceNames } from '../findings/security-service.ts';
import type { ServiceReading } from '../services/security-services.ts';

/** The findings of all services that could be read, the most urgent first. */
export const findingsOf = (readings: readonly ServiceReading[]): readonly Finding[] =>
  readings
    .flatMap((reading) => (reading.status === 'enabled' ? reading.findings : []))
    .toSorted(byUrgency);

/** Whether something may be missing: a service that failed, or that has more than one answer reads. */
export const isPartial = (readings: readonly ServiceReading[]): boolean =>
  readings.some((reading) =>
    reading.status === 'enabled' ? !reading.complete : reading.status !== 'disabled',
  );

/** A service's status as results show it, with code and message where it could not be read. */
export const statusOf = (reading: ServiceReading) => ({
  service: reading.service,
  status: reading.status,
  ...('code' in reading && { code: reading.code, message: reading.message }),
});

/** A sentence about the services that did not answer; empty when all did. */
export const gapPhrase = (readings: readonly ServiceReading[]): string => {
  const gaps = readings
    .filter(({ status }) => status !== 'enabled')
    .map(({ service, status }) => `${serviceNames[service]} (${status})`);
  return gaps.length > 0 ? ` Not included: ${gaps.join(', ')}.` : '';
};
