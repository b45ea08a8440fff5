import type { AwsSecurityFinding, Resource } from '@aws-sdk/client-securityhub';
import type { Explanation } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import { resourceTypeOf } from '../findings/resource-type.ts';
import { severityOfLabel } from '../findings/severity.ts';

// Only the title of a control shows that it concerns public access.
const publicControl = /\bpublic(ly)?\b|\bbe private\b|\binternet\b|0\.0\.0\.0\/0|::\/0/i;

export const securityHubFinding = (finding: AwsSecurityFinding, region: string): Finding => {
  const [resource] = finding.Resources ?? [];
  return {
    id: finding.Id ?? '',
    service: 'security-hub',
    severity: severityOfLabel(finding.Severity?.Label),
    title: finding.Title ?? '',
    resource: resourceId(resource),
    resourceType: resourceTypeOf('security-hub', resource?.Type),
    account: finding.AwsAccountId ?? '',
    region: finding.Region ?? region,
    firstSeenAt: finding.FirstObservedAt ?? finding.CreatedAt ?? '',
    updatedAt: finding.UpdatedAt ?? '',
    ...(publicControl.test(finding.Title ?? '') && { exposure: 'public' as const }),
  };
};

// The other services use the id of an instance instead of its ARN. Use the same id here.
const resourceId = (resource: Resource | undefined): string => {
  const id = resource?.Id ?? '';
  return resource?.Type === 'AwsEc2Instance' ? id.slice(id.lastIndexOf('/') + 1) : id;
};

export const securityHubExplanation = (
  finding: AwsSecurityFinding,
  region: string,
): Explanation => {
  const { Text, Url } = finding.Remediation?.Recommendation ?? {};
  return {
    finding: securityHubFinding(finding, region),
    state: stateOf(finding),
    problem: finding.Description ?? finding.Title ?? '',
    risk: riskOf(finding),
    remediation: Text
      ? [Text]
      : ['Make the resource comply with the control, or suppress the finding.'],
    references: Url ? [Url] : [],
  };
};

const stateOf = ({ RecordState, Workflow }: AwsSecurityFinding): string =>
  RecordState === 'ARCHIVED' ? 'ARCHIVED' : (Workflow?.Status ?? 'NEW');

const riskOf = ({ Severity, Compliance }: AwsSecurityFinding): string => {
  const control = Compliance?.SecurityControlId ? ` ${Compliance.SecurityControlId}` : '';
  const requirements = Compliance?.RelatedRequirements ?? [];
  const also =
    requirements.length > 0 ? ` It also fails ${requirements.slice(0, 5).join('; ')}.` : '';
  return `Security Hub rates a failure of the control${control} ${severityOfLabel(Severity?.Label)}.${also}`;
};
