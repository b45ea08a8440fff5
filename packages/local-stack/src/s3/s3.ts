import { awsService } from '../aws-service/aws-service.ts';
import { bucket } from './resource-types/bucket.ts';
import { bucketPolicy } from './resource-types/bucket-policy.ts';

/** S3. Buckets only get identities; the local stack serves the page from its own host. */
export const s3 = awsService({ signingName: 's3', types: [bucket, bucketPolicy] });
