import { PolicyParseError } from '@hopwise/iam/policy-parse-error';
import { describe, expect, it } from '@jest/globals';
import { deployModel } from '../../testing/deployment/deploy-model.ts';
import { s3 } from './s3.ts';

const deployWith = (PolicyDocument: unknown) => () =>
  deployModel(s3, {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'reports' } },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument },
    },
  });

const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

describe('the policy of a bucket', () => {
  it('is refused if it is malformed, as S3 refuses it', () => {
    expect(deployWith({ Version: '2012-10-17', Statement: [statement] })).not.toThrow();
    const malformed = { ...statement, Effect: 'Maybe' };
    expect(deployWith({ Version: '2012-10-17', Statement: [malformed] })).toThrow(PolicyParseError);
  });
});
