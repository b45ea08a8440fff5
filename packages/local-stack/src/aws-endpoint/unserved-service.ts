import { AwsError } from './aws-error.ts';

const page =
  'The local stack serves the page itself, at the address that `hopwise start` and `hopwise page` print.';

/** What does the same as services that have no API in the local stack. */
const insteadOf: ReadonlyMap<string, string> = new Map([
  ['s3', `${page} Change AWS::S3::Bucket or AWS::S3::BucketPolicy in the template instead.`],
  ['cloudfront', `${page} Change AWS::CloudFront::Distribution in the template instead.`],
  ['monitoring', 'The functions write their metrics to their logs: use FilterLogEvents of logs.'],
  ['xray', '`hopwise ask` and the page show the hops of a turn and their times.'],
  ['kms', 'Secrets of the local stack have no KMS key.'],
]);

/** Says what the local stack serves, and what does the same as the service. */
export const unservedService = (signingName: string, served: readonly string[]): AwsError => {
  const instead = insteadOf.get(signingName);
  return new AwsError(
    'UnknownOperationException',
    `The local stack does not support ${signingName}; it supports ${served.join(', ')}.${instead ? ` ${instead}` : ''}`,
    { status: 404 },
  );
};
