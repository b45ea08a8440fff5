import * as z from 'zod/mini';
import { serviceNames } from '../findings/security-service.ts';
import { countSeverities, severityPhrase } from '../findings/severity-counts.ts';
import type { ServiceReading } from '../services/security-services.ts';
import { defineTool } from '../tool.ts';
import { serviceParameter } from './parameters.ts';
import { plural } from './plural.ts';
import { findingsOf, isPartial, statusOf } from './service-statuses.ts';

export const checkSecurityServices = defineTool({
  name: 'check_security_services',
  description:
    'Check the security status: whether each AWS security service (Security Hub, GuardDuty, Inspector, ' +
    'IAM Access Analyzer) is enabled, disabled, denied or not offered in this Region, and how many ' +
    'active findings it reports.',
  input: z.strictObject({ service: serviceParameter }),
  async run({ service }, { region, services }) {
    const readings = await services.read({}, service);
    return {
      ok: true,
      summary: `${enabledPhrase(readings, region)} ${findingPhrase(readings)}`,
      region,
      complete: !isPartial(readings),
      services: readings.map((reading) => ({
        ...statusOf(reading),
        ...(reading.status === 'enabled' && {
          activeFindings: reading.findings.length,
          ...countSeverities(reading.findings),
        }),
      })),
    };
  },
});

const enabledPhrase = (readings: readonly ServiceReading[], region: string): string => {
  const enabled = readings.filter(({ status }) => status === 'enabled');
  const rest = readings
    .filter(({ status }) => status !== 'enabled')
    .map(({ service, status }) => `${serviceNames[service]}: ${status}`);
  const of = `${enabled.length} of ${plural(readings.length, 'security service')}`;
  return `${of} enabled and readable in ${region}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}.`;
};

const findingPhrase = (readings: readonly ServiceReading[]): string => {
  const findings = findingsOf(readings);
  if (findings.length === 0) return 'No active findings are visible.';
  const atLeast = readings.some((reading) => reading.status === 'enabled' && !reading.complete)
    ? 'At least '
    : '';
  return `${atLeast}${plural(findings.length, 'active finding')}: ${severityPhrase(findings)}.`;
};
