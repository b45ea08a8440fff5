/** Severities, the most severe first. */
export const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL'] as const;

export type Severity = (typeof severities)[number];

/** 0 is the most severe. */
export const severityRank = (severity: Severity): number => severities.indexOf(severity);

/** The severity for a service's label. `UNTRIAGED` and unknown labels count as INFORMATIONAL. */
export const severityOfLabel = (label: string | undefined): Severity =>
  severities.find((severity) => severity === label) ?? 'INFORMATIONAL';
