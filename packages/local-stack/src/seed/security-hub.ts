import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { Scene } from './scene.ts';
import type { FailedControl } from './security-hub-control.ts';
import { failedControls } from './security-hub-controls.ts';
import { copiedGuardDutyFinding } from './security-hub-copies.ts';
import type { SeededDetector } from './seeded-account.ts';

const copiedTypes = [
  'Discovery:S3/MaliciousIPCaller',
  'Policy:S3/BucketAnonymousAccessGranted',
  'AttackSequence:S3/CompromisedData',
];

/** Failed controls, and the copies of GuardDuty's findings. */
export const seedSecurityHub = (
  scene: Scene,
  detector: SeededDetector,
): readonly AwsSecurityFinding[] => [
  ...failedControls(scene).map((control, index) => controlFinding(scene, control, index)),
  ...detector.findings
    .filter(({ Type }) => Type !== undefined && copiedTypes.includes(Type))
    .map((finding) => copiedGuardDutyFinding(scene, finding)),
];

const normalized = { CRITICAL: 90, HIGH: 70, MEDIUM: 40, LOW: 1, INFORMATIONAL: 0 };

const controlFinding = (
  scene: Scene,
  control: FailedControl,
  index: number,
): AwsSecurityFinding => {
  const { partition, region, accountId } = scene;
  const uuid = `${(index + 16).toString(16)}3a7f10-5c2e-4d96-8b41-7e9d2f60ac58`;
  const updated = scene.hoursAgo(control.lastHoursAgo).toISOString();
  const state = control.state ?? 'NEW';
  return {
    SchemaVersion: '2018-10-08',
    Id: scene.regional('securityhub', `security-control/${control.id}/finding/${uuid}`),
    ProductArn: `arn:${partition}:securityhub:${region}::product/aws/securityhub`,
    ProductName: 'Security Hub',
    CompanyName: 'AWS',
    Region: region,
    GeneratorId: `security-control/${control.id}`,
    AwsAccountId: accountId,
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
    FirstObservedAt: scene.hoursAgo(control.firstHoursAgo).toISOString(),
    LastObservedAt: updated,
    CreatedAt: scene.hoursAgo(control.firstHoursAgo).toISOString(),
    UpdatedAt: updated,
    Severity: { Label: control.severity, Normalized: normalized[control.severity] },
    Title: control.title,
    Description: control.description,
    Remediation: {
      Recommendation: {
        Text: control.remediation,
        Url: `https://docs.aws.amazon.com/console/securityhub/${control.id}/remediation`,
      },
    },
    Resources: [{ Type: control.resourceType, Id: control.resource, Region: region }],
    Compliance: {
      Status: state === 'PASSED' ? 'PASSED' : 'FAILED',
      SecurityControlId: control.id,
      AssociatedStandards: [
        { StandardsId: 'standards/aws-foundational-security-best-practices/v/1.0.0' },
      ],
      ...(control.requirements && { RelatedRequirements: [...control.requirements] }),
    },
    WorkflowState: 'NEW',
    Workflow: { Status: workflowOf(state) },
    RecordState: state === 'ARCHIVED' ? 'ARCHIVED' : 'ACTIVE',
  };
};

const workflowOf = (state: NonNullable<FailedControl['state']>) => {
  if (state === 'PASSED' || state === 'RESOLVED') return 'RESOLVED';
  return state === 'ARCHIVED' ? 'NEW' : state;
};
