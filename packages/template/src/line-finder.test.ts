import { describe, expect, it } from '@jest/globals';
import { readTemplateWithLines } from './read-template-with-lines.ts';

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
        - PolicyName: other
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

const finderOf = async (text: string) => (await readTemplateWithLines(text, 'stack')).lineFinder();

describe('the line of', () => {
  it.each([
    ['Role', 6],
    ['Role.RoleName', 10],
    ['Role.Metadata', 8],
    ['Role.Policies, policy own, statement 1', 11],
    ['Role.AssumeRolePolicyDocument', 6],
    ['Role.Policies.1, statement 1', 13],
    ['Role.Policies.2', 11],
    ['Proxy.Environment.Variables.TOKEN', 20],
    ['Proxy.Environment.Variables.Absent', 19],
    ['Other.Role', 17],
    ['Parameters.Secret.Default', 4],
  ])('%s is %i', async (where, line) => {
    const lineOf = await finderOf(yaml);
    expect(lineOf(where)).toBe(line);
  });

  it('a property from Globals is in Globals, unless the resource has it', async () => {
    const sam = [
      'Globals:',
      '  Function:',
      '    Environment: { Variables: {',
      '      KEY: x } }',
      'Resources:',
      '  Chat: { Type: AWS::Serverless::Function, Properties: {',
      '    Timeout: 5 } }',
    ].join('\n');
    const lineOf = await finderOf(sam);
    expect(lineOf('Chat.Environment.Variables.KEY')).toBe(4);
    expect(lineOf('Chat.Timeout')).toBe(7);
    expect(lineOf('Chat.Runtime')).toBe(6);
    expect(lineOf('Globals.Function.Environment')).toBe(3);
  });

  it.each([
    'Absent',
    'Parameters.Absent',
    'services/one.yml, services/two.yml',
    '',
    '.',
    'RoleName',
  ])('%j is unknown', async (where) => {
    const lineOf = await finderOf(yaml.replace('Parameters:', 'Other:'));
    expect(lineOf(where)).toBeUndefined();
  });

  it('a property in JSON is found with any indentation', async () => {
    const indented = await finderOf(json);
    expect(indented('Role.RoleName')).toBe(6);
    const compact = await finderOf(JSON.stringify(JSON.parse(json)));
    expect(compact('Role.RoleName')).toBe(1);
  });
});
