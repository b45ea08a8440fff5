import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import { awsService } from '../aws-service/aws-service.ts';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import { bucket } from './resource-types/bucket.ts';
import { bucketPolicy } from './resource-types/bucket-policy.ts';

/** S3. Buckets only get identities; the local stack serves the page from its own host. */
export const s3 = awsService({
  signingName: 's3',
  types: [bucket, bucketPolicy],
  assemble: refuseMalformedPolicies,
});

/** S3 refuses a malformed policy. A well-formed one decides nothing, because no operation of S3 is served. */
function refuseMalformedPolicies(resources: DeployedResources): void {
  for (const { logicalId, properties } of resources.of(bucketPolicy)) {
    parsePolicyDocument(properties.PolicyDocument, logicalId);
  }
}
