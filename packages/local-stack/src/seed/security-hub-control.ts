/** A control of Security Hub's standards, as it stands for one resource. Hours are before now. */
export type FailedControl = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly remediation: string;
  readonly severity: 'CRITICAL' | 'HIGH' | 'MEDIUM' | 'LOW' | 'INFORMATIONAL';
  readonly resourceType: string;
  readonly resource: string;
  readonly firstHoursAgo: number;
  readonly lastHoursAgo: number;
  readonly requirements?: readonly string[];
  /** Workflow status, or why the finding is not active; NEW if absent. */
  readonly state?: 'NEW' | 'NOTIFIED' | 'SUPPRESSED' | 'RESOLVED' | 'ARCHIVED' | 'PASSED';
};
