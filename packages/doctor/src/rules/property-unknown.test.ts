import { describe, expect, it } from '@jest/globals';
import { foundIn } from '../../testing/found-in.ts';

const bucket = (rest: string) => `  Bucket: { Type: AWS::S3::Bucket, ${rest} }`;

describe('PROPERTY_UNKNOWN', () => {
  it.each([
    ['next to the properties', bucket('Propertees: { BucketName: a }'), 'Bucket.Propertees'],
    ['at the top', bucket('Properties: { BucketNam: a }'), 'Bucket.BucketNam'],
    [
      'in an object',
      bucket('Properties: { VersioningConfiguration: { State: a } }'),
      'Bucket.VersioningConfiguration.State',
    ],
    ['in a tag', bucket('Properties: { Tags: [{ Key: a, Valu: b }] }'), 'Bucket.Tags.0.Valu'],
    [
      'in one branch of a condition',
      bucket(
        'Properties: { VersioningConfiguration: !If [IsDev, !Ref AWS::NoValue, { State: a }] }',
      ),
      'Bucket.VersioningConfiguration.Fn::If.2.State',
    ],
  ])('is found %s', async (_where, text, where) => {
    expect(await foundIn(text, 'PROPERTY_UNKNOWN')).toEqual([where]);
  });

  it('is not found for known properties and free-form properties', async () => {
    const known = bucket(
      'DependsOn: [], Condition: IsDev, DeletionPolicy: Retain, UpdateReplacePolicy: Retain, Metadata: { Own: 1 }, ' +
        'Properties: { Tags: [{ Key: a, Value: b }], VersioningConfiguration: !If [IsDev, !Ref AWS::NoValue, { Status: Enabled }], Fn::Transform: { Name: a } }',
    );
    const open =
      '  Policy: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Anything: 1 } } }';
    expect(await foundIn(`${known}\n${open}`, 'PROPERTY_UNKNOWN')).toEqual([]);
  });
});
