import type { Finding } from '@aws-sdk/client-guardduty';
import type { AwsSecurityFinding, SeverityLabel } from '@aws-sdk/client-securityhub';
import type { Scene } from './scene.ts';

/** A GuardDuty finding in the form in which GuardDuty sends it to Security Hub. */
export const copiedGuardDutyFinding = (scene: Scene, finding: Finding): AwsSecurityFinding => {
  const bucket = finding.Resource?.S3BucketDetails?.[0]?.Arn;
  return {
    SchemaVersion: '2018-10-08',
    Id: finding.Arn,
    ProductArn: `arn:${scene.partition}:securityhub:${scene.region}::product/aws/guardduty`,
    ProductName: 'GuardDuty',
    CompanyName: 'Amazon',
    Region: scene.region,
    GeneratorId: finding.Arn?.split('/finding/')[0],
    AwsAccountId: finding.AccountId,
    Types: [`TTPs/${finding.Type?.replace(':', '/')}`],
    FirstObservedAt: finding.Service?.EventFirstSeen,
    LastObservedAt: finding.Service?.EventLastSeen,
    CreatedAt: finding.CreatedAt,
    UpdatedAt: finding.UpdatedAt,
    Severity: {
      Label: labelOf(finding.Severity ?? 0),
      Normalized: Math.round((finding.Severity ?? 0) * 10),
      Product: finding.Severity,
    },
    Title: finding.Title,
    Description: finding.Description,
    Resources: [
      bucket
        ? { Type: 'AwsS3Bucket', Id: bucket, Region: scene.region }
        : {
            Type: 'AwsIamAccessKey',
            Id: `AWS::IAM::AccessKey:${finding.Id}`,
            Region: scene.region,
          },
    ],
    WorkflowState: 'NEW',
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
  };
};

const labelOf = (severity: number): SeverityLabel => {
  if (severity >= 9) return 'CRITICAL';
  if (severity >= 7) return 'HIGH';
  return severity >= 4 ? 'MEDIUM' : 'LOW';
};
