import type { AnalyzerSummary, GetFindingV2Response } from '@aws-sdk/client-accessanalyzer';
import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import type {
  Finding as InspectorFinding,
  Status as InspectorStatus,
} from '@aws-sdk/client-inspector2';
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';

/**
 * What the security services of an account hold, in the shapes of their own APIs. Findings of every
 * state are among them: which are active is for the services' filters to tell.
 */
export type SeededAccount = {
  readonly securityHub: {
    readonly enabled: boolean;
    /** Security Hub's own findings, and copies of findings that other services sent it. */
    readonly findings: readonly AwsSecurityFinding[];
  };
  readonly guardDuty: { readonly detectors: readonly SeededDetector[] };
  readonly inspector: {
    readonly status: InspectorStatus;
    readonly findings: readonly InspectorFinding[];
  };
  readonly accessAnalyzer: {
    readonly analyzers: readonly AnalyzerSummary[];
    readonly findings: readonly SeededAccessFinding[];
  };
};

export type SeededDetector = {
  readonly id: string;
  readonly findings: readonly GuardDutyFinding[];
};

/**
 * A finding as GetFindingV2 answers it. ListFindingsV2 shows it without its details; its filters
 * `isPublic`, `principal` and the like look into them.
 */
export type SeededAccessFinding = {
  /** The analyzer that holds the finding. */
  readonly analyzerArn: string;
  readonly finding: GetFindingV2Response;
};
