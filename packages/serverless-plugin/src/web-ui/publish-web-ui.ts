import {
  CloudFormationClient,
  type CloudFormationClientConfig,
} from '@aws-sdk/client-cloudformation';
import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type PageFile, pageFiles } from './page-files.ts';
import { readWebUiOutputs } from './stack-outputs.ts';

/** Region and credentials of a deployment. */
export type AwsConfig = Pick<CloudFormationClientConfig, 'region' | 'credentials' | 'endpoint'>;

type Publication = {
  readonly aws: AwsConfig;
  readonly stackName: string;
  /** The folder of the built page. */
  readonly distDirectory: string;
};

/**
 * Uploads the built page with the stage's configuration, then invalidates CloudFront's cache. Assets of earlier
 * builds stay in the bucket, because an open page can still load them.
 * @returns the page's address
 */
export const publishWebUi = async ({
  aws,
  stackName,
  distDirectory,
}: Publication): Promise<string> => {
  const outputs = await readWebUiOutputs(new CloudFormationClient(aws), stackName);
  const files = await pageFiles(distDirectory, outputs.config);
  const s3 = new S3Client({ ...aws, forcePathStyle: aws.endpoint !== undefined });
  for (const file of files) await upload(s3, outputs.bucketName, file);
  await new CloudFrontClient(aws).send(
    new CreateInvalidationCommand({
      DistributionId: outputs.distributionId,
      InvalidationBatch: {
        CallerReference: crypto.randomUUID(),
        Paths: { Quantity: 1, Items: ['/*'] },
      },
    }),
  );
  return outputs.url;
};

const upload = (s3: S3Client, bucketName: string, file: PageFile): Promise<unknown> =>
  s3.send(
    new PutObjectCommand({
      Bucket: bucketName,
      Key: file.key,
      Body: file.body,
      ContentType: file.contentType,
      CacheControl: file.cacheControl,
    }),
  );
