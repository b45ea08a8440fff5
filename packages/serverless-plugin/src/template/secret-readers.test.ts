import { describe, expect, it } from '@jest/globals';
import { secretReadersProblem } from './secret-readers.ts';
import type { Template } from './template.ts';

const templateWith = (readers: unknown): Template => ({
  Resources: {
    OnCallRole: { Type: 'AWS::IAM::Role' },
    OnCallFunction: { Type: 'AWS::Lambda::Function' },
    SecretPolicy: {
      Type: 'AWS::SecretsManager::ResourcePolicy',
      Properties: {
        ResourcePolicy: {
          Statement: [
            { Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalArn': readers } } },
          ],
        },
      },
    },
  },
});

const problemWith = (readers: unknown) => secretReadersProblem(templateWith(readers));

const onCall = 'arn:aws:iam::111122223333:role/on-call';

describe('secretReaders', () => {
  it.each([
    ['none', 'none'],
    ['one role', onCall],
    ['several roles', [onCall, 'arn:aws-cn:iam::111122223333:role/team/deploy+ci@x']],
    [
      'a role of the own account',
      [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/operator' }],
    ],
    ['a role of the template', [{ 'Fn::GetAtt': ['OnCallRole', 'Arn'] }]],
    ['a role of the template in short form', { 'Fn::GetAtt': 'OnCallRole.Arn' }],
  ])('can be %s', (_name, readers) => {
    expect(problemWith(readers)).toBeUndefined();
  });

  it.each([
    ['an empty list', [], 'is an empty list'],
    ['everybody', '*', 'contains "*", and the policy does not expand wildcards'],
    ['a wildcard in a name', [`${onCall}-*`], 'does not expand wildcards'],
    [
      'a wildcard for one character',
      [onCall.replace('role/', 'role/?')],
      'does not expand wildcards',
    ],
    [
      'a wildcard in a substitution',
      [{ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/*' }],
      'does not expand wildcards',
    ],
    ['an account', 'arn:aws:iam::111122223333:root', 'no role has the ARN of an account'],
    ['an account id', ['111122223333'], 'is not the ARN of a role'],
    [
      'the ARN of a session',
      'arn:aws:sts::111122223333:assumed-role/on-call/me',
      'the ARN of a session',
    ],
    ['a user', 'arn:aws:iam::111122223333:user/me', 'is not the ARN of a role'],
    ['a name', 'on-call', 'is not the ARN of a role'],
    ['`none` in a list', ['none', onCall], 'contains "none", which is not the ARN of a role'],
    ['`None`', 'None', 'is not the ARN of a role'],
    ['an empty text', '', 'contains "", which is not the ARN of a role'],
    ['a list in one text', `${onCall},${onCall}2`, 'is not the ARN of a role'],
    ['a space after the ARN', `${onCall} `, 'is not the ARN of a role'],
    ['a short account id', 'arn:aws:iam::1111:role/on-call', 'is not the ARN of a role'],
    [
      'a misspelled partition',
      'arn:amazon:iam::111122223333:role/on-call',
      'is not the ARN of a role',
    ],
    [
      'a substitution without Fn::Sub',
      'arn:aws:iam::${AWS::AccountId}:role/x',
      'is not the ARN of a role',
    ],
    [
      'an unknown reference',
      { 'Fn::Sub': 'arn:aws:iam::${Other}:role/x' },
      'is not the ARN of a role',
    ],
    ['an import', { 'Fn::ImportValue': 'role' }, 'is not the ARN of a role'],
    [
      'a resource that is no role',
      { 'Fn::GetAtt': ['OnCallFunction', 'Arn'] },
      'is not the ARN of a role',
    ],
    [
      'another attribute of a role',
      { 'Fn::GetAtt': ['OnCallRole', 'RoleId'] },
      'is not the ARN of a role',
    ],
    ['a list in a list', [[onCall]], 'is not the ARN of a role'],
    ['nothing', null, 'contains null, which is not the ARN of a role'],
    ['a switch', true, 'contains true, which is not the ARN of a role'],
    ['one role twice', [onCall, `${onCall}2`, onCall], `names "${onCall}" twice`],
  ])('is refused when it is %s', (_name, readers, problem) => {
    expect(problemWith(readers)).toContain('The stage parameter secretReaders');
    expect(problemWith(readers)).toContain(problem);
    expect(problemWith(readers)).toContain('Expected `none`, the ARN of a role');
  });

  it('concerns no policy without this condition', () => {
    expect(secretReadersProblem({ Resources: {} })).toBeUndefined();
    expect(
      secretReadersProblem({
        Resources: { Other: { Type: 'AWS::SecretsManager::ResourcePolicy', Properties: {} } },
      }),
    ).toBeUndefined();
  });
});
