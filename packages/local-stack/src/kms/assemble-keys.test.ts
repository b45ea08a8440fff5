import { describe, expect, it } from '@jest/globals';
import { deployModel } from '../../testing/deployment/deploy-model.ts';
import { kms } from './kms.ts';

const keyWith = (KeyPolicy: unknown) => ({
  Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } },
});

const alias = (AliasName: string) => ({
  Type: 'AWS::KMS::Alias',
  Properties: { AliasName, TargetKeyId: { Ref: 'Key' } },
});

describe('the keys of a template', () => {
  it('refuse a statement for nobody', () => {
    const Statement = [
      { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' },
    ];
    expect(() => deployModel(kms, keyWith({ Version: '2012-10-17', Statement }))).toThrow(
      'AWS refuses the KeyPolicy of Key: statement 1 has no Principal.',
    );
  });

  it('do not replace a policy that is null', () => {
    expect(() => deployModel(kms, keyWith(null))).toThrow(
      /expected an object or its JSON text, got null/,
    );
  });

  it('refuse two aliases of one name', () => {
    const resources = {
      Key: { Type: 'AWS::KMS::Key' },
      One: alias('alias/x'),
      Two: alias('alias/x'),
    };
    expect(() => deployModel(kms, resources)).toThrow(
      'AWS refuses to create Two: One already has the name alias/x.',
    );
  });
});
