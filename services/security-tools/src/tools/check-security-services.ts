import * as z from 'zod/mini';
import { plural } from '../findings/plural.ts';
import { serviceNames } from '../findings/security-service.ts';
import { countSeverities, severityPhrase } from '../findings/severity-counts.ts';
import type { ServiceReading } from '../services/security-services.ts';
import { defineTool } from '../tool.ts';
import { servicesParameter } from './parameters.ts';
import { atLeast, findingsOf, isPartial, statusOf } from './service-statuses.ts';

export const checkSecurityServices = defineTool({
  name: 'check_security_services',
  description:
    'Check the security status: whether each AWS security service (Security Hub, GuardDuty, Inspector, ' +
    'IAM Access Analyzer) is enabled, disabled, denied or not offered in this Region, and how many ' +
    'active findings it reports.',
  input: z.strictObject({ service: servicesParameter }),
  async run({ service }, { region, services }) {
    const readings = await services.read({}, service);
    const [only] = service?.length === 1 ? readings : [];
    return {
      ok: true,
      summary: only
        ? serviceLead(only, region)
        : `${enabledPhrase(readings, region)} ${findingPhrase(readings)}`,
      ...(only && { verdict: verdictOf(only) }),
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

/** For example `GuardDuty is on: 14 active findings, 2 critical, 4 high.` */
const serviceLead = (reading: ServiceReading, region: string): string => {
  const name = serviceNames[reading.service];
  if (reading.status === 'enabled') {
    const { findings, complete } = reading;
    const count = `${complete ? '' : 'at least '}${plural(findings.length, 'active finding')}`;
    return `${name} is on: ${findings.length === 0 ? 'no active findings' : `${count}, ${severityPhrase(findings)}`}.`;
  }
  if (reading.status === 'disabled') return `${name} is off in ${region}.`;
  return `Whether ${name} is on is not known: ${reading.message}`;
};

/** The answer to "is it on?". */
const verdictOf = ({ status }: ServiceReading): 'yes' | 'no' | 'unknown' => {
  if (status === 'enabled') return 'yes';
  return status === 'disabled' ? 'no' : 'unknown';
};

const findingPhrase = (readings: readonly ServiceReading[]): string => {
  const findings = findingsOf(readings);
  if (findings.length === 0) return 'No active findings are visible.';
  return `${atLeast(readings)}${plural(findings.length, 'active finding')}: ${severityPhrase(findings)}.`;
};
