import { afterEach, describe, expect, it } from '@jest/globals';
import { type AwsRequest, type FakeAws, startFakeAws } from '../../testing/fake-aws.ts';
import { emptyWebUi } from './empty-web-ui.ts';

const bucketXml =
  '<DescribeStackResourceResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStackResourceResult><StackResourceDetail><LogicalResourceId>WebUiBucket</LogicalResourceId><PhysicalResourceId>page-bucket</PhysicalResourceId></StackResourceDetail></DescribeStackResourceResult></DescribeStackResourceResponse>';
const noStackXml =
  '<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack does not exist</Message></Error></ErrorResponse>';

const listXml = (key: string, next: string) =>
  `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${next !== ''}</IsTruncated><NextContinuationToken>${next}</NextContinuationToken><Contents><Key>${key}</Key></Contents></ListBucketResult>`;
const errorXml = (code: string) => `<Error><Code>${code}</Code><Message>m</Message></Error>`;
const deletedXml = (inner: string) =>
  `<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</DeleteResult>`;

let aws: FakeAws | undefined;
afterEach(() => aws?.close());

type S3Answer = (request: AwsRequest) => { status?: number; body: string };

const start = async (s3: S3Answer): Promise<FakeAws> => {
  aws = await startFakeAws((request) =>
    request.path.startsWith('/page-bucket') ? s3(request) : { body: bucketXml },
  );
  return aws;
};

const deletions = () => aws?.requests.filter(({ path }) => path.includes('delete')) ?? [];

describe('emptyWebUi', () => {
  it('deletes the objects of all pages of the listing', async () => {
    const { config } = await start(({ path }) => {
      if (path.includes('delete')) return { body: deletedXml('') };
      return { body: path.includes('continuation') ? listXml('b.js', '') : listXml('a.js', 'n') };
    });
    await emptyWebUi(config, 'hopwise-dev');
    expect(deletions().map(({ body }) => /<Key>(.*?)<\/Key>/.exec(body)?.[1])).toEqual([
      'a.js',
      'b.js',
    ]);
  });

  it('does nothing when the bucket does not exist', async () => {
    const { config } = await start(() => ({ status: 404, body: errorXml('NoSuchBucket') }));
    await expect(emptyWebUi(config, 'hopwise-dev')).resolves.toBeUndefined();
  });

  it('does nothing when the CloudFormation stack does not exist', async () => {
    aws = await startFakeAws(() => ({ status: 400, body: noStackXml }));
    await expect(emptyWebUi(aws.config, 'hopwise-dev')).resolves.toBeUndefined();
  });

  it('says how many objects it could not delete', async () => {
    const { config } = await start(({ path }) =>
      path.includes('delete')
        ? { body: deletedXml('<Error><Key>a.js</Key><Code>AccessDenied</Code></Error>') }
        : { body: listXml('a.js', '') },
    );
    await expect(emptyWebUi(config, 'hopwise-dev')).rejects.toThrow(
      '1 objects of the bucket page-bucket cannot be deleted.',
    );
  });
});
