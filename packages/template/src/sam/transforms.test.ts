import { describe, expect, it } from '@jest/globals';
import { hiddenResources } from './transforms.ts';

const one = { Type: 'AWS::S3::Bucket' };

describe('the hidden resources of a template', () => {
  it.each([
    [undefined],
    ['AWS::Serverless-2016-10-31'],
    [['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31']],
    ['AWS::SecretsManager-2024-09-16'],
  ])('do not exist with the transform %j', (Transform) => {
    expect(hiddenResources({ Transform, Resources: { one } })).toEqual([]);
  });

  it.each([
    [{ Transform: 'Own', Resources: { one } }, 'the transform Own can add and change resources'],
    [
      { Transform: [{ Name: 'AWS::Include' }], Resources: { one } },
      'the transform AWS::Include can add and change resources',
    ],
    [
      { Transform: 'AWS::LanguageExtensions', Resources: { 'Fn::ForEach::All': [] } },
      'Fn::ForEach::All adds resources at deployment',
    ],
    [
      { Resources: { Chat: { Type: 'AWS::Serverless::Function' } } },
      'Chat is a SAM resource, but the template has no Transform: AWS::Serverless-2016-10-31',
    ],
  ])('of %j have a reason', (template, reason) => {
    expect(hiddenResources(template)).toEqual([reason]);
  });
});
