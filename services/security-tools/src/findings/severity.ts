/** Severities, the worst first. */
export const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'] as const;

export type Severity = (typeof severities)[number];

/** 0 is the worst. */
export const severityRank = (severity: Severity): number => severities.indexOf(severity);

/** A service's own severity label. A label that AWS adds later, or `UNTRIAGED`, counts as INFORMATIONAL. */
export const severityOfLabel = (label: string | undefined): Severity =>
  severities.find((severity) => severity === label) ?? 'INFORMATIONAL';
