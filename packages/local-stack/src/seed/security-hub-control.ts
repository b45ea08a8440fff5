/** The result of a Security Hub control for one resource. Hours count back from now. */
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
  /** Workflow status, or the reason why the finding is not active. Default: NEW. */
  readonly state?: 'NEW' | 'NOTIFIED' | 'SUPPRESSED' | 'RESOLVED' | 'ARCHIVED' | 'PASSED';
};
