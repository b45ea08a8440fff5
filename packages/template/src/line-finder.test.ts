import { describe, expect, it } from '@jest/globals';
import { createLineFinder } from './line-finder.ts';

const yaml = `Parameters:
  Secret:
    Type: String
    Default: x
Resources:
  Role:
    Type: AWS::IAM::Role
    Metadata: { Hopwise: {} }
    Properties:
      RoleName: tools
      Policies:
        - PolicyName: own
  Proxy:
    Type: AWS::Lambda::Function
    Properties: &proxy
      Role: !GetAtt Role.Arn
      Environment:
        Variables:
          TOKEN: x
  Other:
    Type: AWS::Lambda::Function
    Properties: *proxy
`;

const json = JSON.stringify(
  { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'tools' } } } },
  undefined,
  '\t',
);

describe('the line of', () => {
  it.each([
    ['Role', 6],
    ['Role.RoleName', 10],
    ['Role.Metadata', 8],
    ['Role.Policies, policy own, statement 1', 11],
    ['Role.AssumeRolePolicyDocument', 6],
    ['Proxy.Environment.Variables.TOKEN', 19],
    ['Proxy.Environment.Variables.Absent', 18],
    ['Other.Role', 16],
    ['Parameters.Secret.Default', 4],
  ])('%s is %i', (where, line) => {
    expect(createLineFinder(yaml)(where)).toBe(line);
  });

  it.each([
    'Absent',
    'Parameters.Absent',
    'services/one.yml, services/two.yml',
    '',
    '.',
    'RoleName',
  ])('%j is unknown', (where) => {
    expect(createLineFinder(yaml.replace('Parameters:', 'Other:'))(where)).toBeUndefined();
  });

  it('a property in JSON is found with any indentation', () => {
    expect(createLineFinder(json)('Role.RoleName')).toBe(6);
    expect(createLineFinder(JSON.stringify(JSON.parse(json)))('Role.RoleName')).toBe(1);
  });
});
