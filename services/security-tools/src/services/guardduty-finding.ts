import type { Finding as GuardDutyFinding, Resource } from '@aws-sdk/client-guardduty';
import type { Explanation } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import { resourceTypeOf } from '../findings/resource-type.ts';
import type { Severity } from '../findings/severity.ts';
import { guardDutyRemediation } from './guardduty-remediation.ts';
import { threatPurposeRisk } from './guardduty-threat-purpose.ts';

/** Resource type of a finding about several resources, which are in its sequence. */
export const attackSequence = 'AttackSequence';

const publicPolicy = /^Policy:.*(Public|Anonymous|Exposed)/;

export const guardDutyFinding = (finding: GuardDutyFinding): Finding => {
  const affected = affectedResource(finding);
  return {
    id: finding.Id ?? '',
    service: 'guardduty',
    severity: severityOf(finding.Severity ?? 0),
    title: finding.Title ?? finding.Type ?? '',
    resource: affected.id,
    resourceType: resourceTypeOf('guardduty', affected.type),
    account: finding.AccountId ?? '',
    region: finding.Region ?? '',
    firstSeenAt: finding.Service?.EventFirstSeen ?? finding.CreatedAt ?? '',
    updatedAt: finding.UpdatedAt ?? '',
    ...(publicPolicy.test(finding.Type ?? '') && { exposure: 'public' as const }),
  };
};

export const guardDutyExplanation = (finding: GuardDutyFinding): Explanation => {
  const normalized = guardDutyFinding(finding);
  const advice = guardDutyRemediation(normalized.resourceType);
  return {
    finding: normalized,
    state: finding.Service?.Archived ? 'ARCHIVED' : 'ACTIVE',
    problem: finding.Description ?? finding.Title ?? '',
    risk: `${threatPurposeRisk(finding.Type ?? '')}${seen(finding)}`,
    remediation: advice.steps,
    references: [advice.reference],
  };
};

// https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
const severityOf = (severity: number): Severity => {
  if (severity >= 9) return 'CRITICAL';
  if (severity >= 7) return 'HIGH';
  if (severity >= 4) return 'MEDIUM';
  return severity >= 1 ? 'LOW' : 'INFORMATIONAL';
};

type Affected = { readonly id: string; readonly type: string | undefined };

const affectedResource = (finding: GuardDutyFinding): Affected => {
  const type = finding.Resource?.ResourceType;
  if (type === attackSequence) {
    const [first] = finding.Service?.Detection?.Sequence?.Resources ?? [];
    return { id: first?.Uid ?? finding.Arn ?? '', type: first?.ResourceType };
  }
  return { id: (finding.Resource && resourceId(finding.Resource)) ?? finding.Arn ?? '', type };
};

const resourceId = (resource: Resource): string | undefined => {
  const { AccessKeyDetails, S3BucketDetails, InstanceDetails, LambdaDetails } = resource;
  switch (resource.ResourceType) {
    case 'AccessKey':
      return AccessKeyDetails?.AccessKeyId
        ? `${AccessKeyDetails.AccessKeyId} (${AccessKeyDetails.UserName ?? 'unknown user'})`
        : AccessKeyDetails?.UserName;
    case 'S3Bucket':
      return S3BucketDetails?.[0]?.Arn ?? S3BucketDetails?.[0]?.Name;
    case 'Instance':
      return InstanceDetails?.InstanceId;
    case 'Lambda':
      return LambdaDetails?.FunctionArn;
    default:
      return (
        resource.EksClusterDetails?.Arn ??
        resource.EcsClusterDetails?.Arn ??
        resource.RdsDbInstanceDetails?.DbInstanceArn
      );
  }
};

const seen = ({ Service }: GuardDutyFinding): string => {
  const count = Service?.Count ?? 1;
  return count > 1 ? ` It was seen ${count} times, last at ${Service?.EventLastSeen}.` : '';
};
