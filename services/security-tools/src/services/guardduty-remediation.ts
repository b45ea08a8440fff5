import type { Finding } from '../findings/finding.ts';

type Advice = { readonly steps: readonly string[]; readonly reference: string };

const guide = 'https://docs.aws.amazon.com/guardduty/latest/ug';

/** What to do about a finding. GuardDuty's API gives no advice; this follows its user guide. */
export const guardDutyRemediation = (resourceType: Finding['resourceType']): Advice =>
  byResource[resourceType] ?? general;

const general: Advice = {
  steps: [
    'Find out whether the activity was intended.',
    'If it was not, isolate the resource, revoke the credentials it used and review CloudTrail from the first event on.',
  ],
  reference: `${guide}/guardduty_remediate.html`,
};

const byResource: Readonly<Partial<Record<Finding['resourceType'], Advice>>> = {
  'access-key': {
    steps: [
      'Deactivate the access key and end the sessions that were made with it.',
      'Review in CloudTrail what the key did since the first event, and undo what nobody ordered.',
      'Give the user a new key only if no role can take its place; then delete the old key.',
    ],
    reference: `${guide}/compromised-creds.html`,
  },
  's3-bucket': {
    steps: [
      'Turn on Block Public Access for the bucket and remove grants to everyone from its policy and ACL.',
      'Find the principal behind the calls in CloudTrail and revoke its credentials if it was not meant to make them.',
      'Find out which objects were read and treat them as disclosed.',
    ],
    reference: `${guide}/compromised-s3.html`,
  },
  'ec2-instance': {
    steps: [
      'Isolate the instance with a security group that lets nothing in or out, and keep a snapshot for analysis.',
      'Revoke the sessions of its instance role.',
      'Replace the instance from a trusted image.',
    ],
    reference: `${guide}/compromised-ec2.html`,
  },
};
