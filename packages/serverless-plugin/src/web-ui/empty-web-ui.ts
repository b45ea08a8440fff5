import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import {
  DeleteObjectsCommand,
  NoSuchBucket,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import type { AwsConfig } from './publish-web-ui.ts';

/** CloudFormation deletes no bucket that holds something. A bucket that is gone is empty. */
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

/** `undefined` where the deployment broke off before there was one. */
const bucketOf = async (aws: AwsConfig, stackName: string): Promise<string | undefined> => {
  const asked = { StackName: stackName, LogicalResourceId: 'WebUiBucket' };
  const command = new DescribeStackResourceCommand(asked);
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
