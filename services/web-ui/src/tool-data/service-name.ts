const names: Readonly<Record<string, string>> = {
  'security-hub': 'Security Hub',
  guardduty: 'GuardDuty',
  inspector: 'Inspector',
  'access-analyzer': 'IAM Access Analyzer',
};

/** A security service as AWS writes it. */
export const serviceName = (service: string): string => names[service] ?? service;
