import type { AnalyzerSummary, GetFindingV2Response } from '@aws-sdk/client-accessanalyzer';
import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import type {
  Finding as InspectorFinding,
  Status as InspectorStatus,
} from '@aws-sdk/client-inspector2';
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { Account } from '../account.ts';
import { seedAccessAnalyzer } from './access-analyzer.ts';
import { seedGuardDuty } from './guardduty.ts';
import { seedInspector } from './inspector.ts';
import { createScene } from './scene.ts';
import { seedSecurityHub } from './security-hub.ts';

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

/**
 * An account in which a leaked access key of the build user led, over two days, from reconnaissance to a
 * customer export that anyone can read, beside an internet-facing bastion with a critical vulnerability
 * and roles that trust too much. Times are relative to `nowMs`.
 */
export const seedAccount = (options: {
  readonly account: Account;
  readonly nowMs: number;
}): SeededAccount => {
  const scene = createScene(options.account, options.nowMs);
  const detector = seedGuardDuty(scene);
  return {
    securityHub: { enabled: true, findings: seedSecurityHub(scene, detector) },
    guardDuty: { detectors: [detector] },
    inspector: { status: 'ENABLED', findings: seedInspector(scene) },
    accessAnalyzer: seedAccessAnalyzer(scene),
  };
};
