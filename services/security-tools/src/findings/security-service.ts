/** The services that the tools read, by their ids in arguments and results. */
export const securityServices = [
  'security-hub',
  'guardduty',
  'inspector',
  'access-analyzer',
] as const;

export type SecurityService = (typeof securityServices)[number];

export const serviceNames: Readonly<Record<SecurityService, string>> = {
  'security-hub': 'Security Hub',
  guardduty: 'GuardDuty',
  inspector: 'Inspector',
  'access-analyzer': 'IAM Access Analyzer',
};
