import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import {
  DeleteObjectsCommand,
  NoSuchBucket,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import type { AwsConfig } from './publish-web-ui.ts';

/** Empties the page's bucket, because CloudFormation deletes only empty buckets. Accepts a missing bucket. */
export const emptyWebUi = async (aws: AwsConfig, stackName: string): Promise<void> => {
  const bucketName = await bucketOf(aws, stackName);
  if (bucketName === undefined) return;
  const client = new S3Client({ ...aws, forcePathStyle: aws.endpoint !== undefined });
  try {
    for await (const page of paginateListObjectsV2({ client }, { Bucket: bucketName })) {
      const keys = (page.Contents ?? []).flatMap(({ Key }) => Key ?? []);
      if (keys.length > 0) await deleteObjects(client, bucketName, keys);
    }
  } catch (error) {
    if (!(error instanceof NoSuchBucket)) throw error;
  }
};

/** The bucket's name. `undefined` when the deployment failed before it created the bucket. */
const bucketOf = async (aws: AwsConfig, stackName: string): Promise<string | undefined> => {
  const resource = { StackName: stackName, LogicalResourceId: 'WebUiBucket' };
  const command = new DescribeStackResourceCommand(resource);
  try {
    const { StackResourceDetail } = await new CloudFormationClient(aws).send(command);
    return StackResourceDetail?.PhysicalResourceId;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return undefined;
    throw error;
  }
};

const deleteObjects = async (
  client: S3Client,
  bucketName: string,
  keys: readonly string[],
): Promise<void> => {
  const Delete = { Objects: keys.map((Key) => ({ Key })) };
  const { Errors = [] } = await client.send(
    new DeleteObjectsCommand({ Bucket: bucketName, Delete }),
  );
  if (Errors.length === 0) return;
  throw new Error(`${Errors.length} objects of the bucket ${bucketName} cannot be deleted.`);
};
