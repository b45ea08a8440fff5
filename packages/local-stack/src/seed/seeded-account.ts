import type { AnalyzerSummary, GetFindingV2Response } from '@aws-sdk/client-accessanalyzer';
import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import type {
  Finding as InspectorFinding,
  Status as InspectorStatus,
} from '@aws-sdk/client-inspector2';
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';

/**
 * What the security services of an account store, in the forms of their APIs. It includes findings of every
 * state; the services' filters select the active ones.
 */
export type SeededAccount = {
  readonly securityHub: {
    readonly enabled: boolean;
    /** Security Hub's own findings, and copies of findings of other services. */
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
 * A finding in the form of GetFindingV2. ListFindingsV2 omits its details, but filters such as `isPublic`
 * and `principal` use them.
 */
export type SeededAccessFinding = {
  readonly analyzerArn: string;
  readonly finding: GetFindingV2Response;
};
