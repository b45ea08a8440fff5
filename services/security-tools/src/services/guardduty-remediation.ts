import type { Finding } from '../findings/finding.ts';

type Advice = { readonly steps: readonly string[]; readonly reference: string };

const guide = 'https://docs.aws.amazon.com/guardduty/latest/ug';

/** Remediation steps for a finding, from the GuardDuty user guide. GuardDuty's API does not return any. */
export const guardDutyRemediation = (resourceType: Finding['resourceType']): Advice =>
  byResource[resourceType] ?? general;

const general: Advice = {
  steps: [
    'Find out whether the activity was intended.',
    'If it was not, isolate the resource, revoke its credentials and review CloudTrail since the first event.',
  ],
  reference: `${guide}/guardduty_remediate.html`,
};

const byResource: Readonly<Partial<Record<Finding['resourceType'], Advice>>> = {
  'access-key': {
    steps: [
      'Deactivate the access key and revoke the sessions that were created with it.',
      'Review in CloudTrail what the key did since the first event, and undo unauthorized changes.',
      'Create a new key for the user only if a role cannot replace it. Then delete the old key.',
    ],
    reference: `${guide}/compromised-creds.html`,
  },
  's3-bucket': {
    steps: [
      'Turn on Block Public Access for the bucket and remove grants to everyone from its policy and ACL.',
      'Find the principal of the calls in CloudTrail and revoke its credentials if the calls were not intended.',
      'Find out which objects were read and treat them as disclosed.',
    ],
    reference: `${guide}/compromised-s3.html`,
  },
  'ec2-instance': {
    steps: [
      'Isolate the instance with a security group without any rules, and keep a snapshot for analysis.',
      'Revoke the sessions of its instance role.',
      'Replace the instance from a trusted image.',
    ],
    reference: `${guide}/compromised-ec2.html`,
  },
};
