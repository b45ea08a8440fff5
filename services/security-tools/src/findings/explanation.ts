import type { Finding } from './finding.ts';

/** A finding as `explain_finding` returns it. */
export type Explanation = {
  readonly finding: Finding;
  /** The state of the finding in its service, for example `ACTIVE` or `ARCHIVED`. */
  readonly state: string;
  /** What is wrong. */
  readonly problem: string;
  /** Why it matters. */
  readonly risk: string;
  /** What to do, step by step. Uses the service's recommendation if it has one. */
  readonly remediation: readonly string[];
  /** URLs of further documentation. */
  readonly references: readonly string[];
  /** Who has access from outside, if the finding is about that. */
  readonly grants?: readonly Grant[];
};

/** Access of someone outside of the account. */
export type Grant = {
  /** `Everyone`, an account or an ARN. */
  readonly principal: string;
  readonly actions: readonly string[];
  readonly conditional: boolean;
};
