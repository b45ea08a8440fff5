const names: Readonly<Record<string, string>> = {
  'security-hub': 'Security Hub',
  guardduty: 'GuardDuty',
  inspector: 'Inspector',
  'access-analyzer': 'IAM Access Analyzer',
};

/** Returns the official name of a security service. */
export const serviceName = (service: string): string => names[service] ?? service;
