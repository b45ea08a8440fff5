import type { Finding } from './finding.ts';

/** A finding as `explain_finding` tells it. */
export type Explanation = {
  readonly finding: Finding;
  /** The service's own word for the finding's state, for instance `ACTIVE` or `ARCHIVED`. */
  readonly state: string;
  /** What is wrong. */
  readonly problem: string;
  /** Why it matters. */
  readonly risk: string;
  /** What to do, one step each; the service's own advice where it gives some. */
  readonly remediation: readonly string[];
  /** Pages to read on. */
  readonly references: readonly string[];
};
