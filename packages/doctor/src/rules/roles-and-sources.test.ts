import { describe, expect, it } from '@jest/globals';
import { foundIn, functionNamed } from '../../testing/found-in.ts';

describe('FUNCTION_ROLE_SHARED', () => {
  it('is found for two functions with the same literal ARN', async () => {
    const written = (logicalId: string) =>
      functionNamed(logicalId).replace(
        `!ImportValue ${logicalId}`,
        "'arn:aws:iam::111122223333:role/all'",
      );
    const text = `${written('One')}${written('Two')}${functionNamed('Three')}${functionNamed('Four')}`;
    expect(await foundIn(text, 'FUNCTION_ROLE_SHARED')).toEqual(['One.Role']);
  });
});

describe('ALIAS_ARN_FOR_AGENT', () => {
  it('is found together with a missing source account', async () => {
    const text = `
  Alias: { Type: AWS::Bedrock::AgentAlias, Properties: { AgentAliasName: live, AgentId: AGENT12345 } }
  Permission: { Type: AWS::Lambda::Permission, Properties: { Action: 'lambda:InvokeFunction', FunctionName: f, Principal: bedrock.amazonaws.com, SourceArn: !GetAtt Alias.AgentAliasArn } }
`;
    expect(await foundIn(text, 'ALIAS_ARN_FOR_AGENT')).toEqual(['Permission.SourceArn']);
    expect(await foundIn(text, 'SOURCE_CONDITION_MISSING')).toEqual(['Permission']);
  });
});

describe('SOURCE_CONDITION_MISSING', () => {
  it('is found for both services in one statement', async () => {
    const text = `
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: [lambda.amazonaws.com, bedrock.amazonaws.com, bedrock-agentcore.amazonaws.com] } }]
`;
    expect(await foundIn(text, 'SOURCE_CONDITION_MISSING')).toHaveLength(2);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'is not found for the principal %s, a name that every object has',
    async (principal) => {
      const text = `
  Permission: { Type: AWS::Lambda::Permission, Properties: { Action: 'lambda:InvokeFunction', FunctionName: f, Principal: ${principal} } }
`;
      expect(await foundIn(text, 'SOURCE_CONDITION_MISSING')).toEqual([]);
    },
  );
});

describe('RESOURCE_TYPE_UNKNOWN', () => {
  it('is not found for types from tools and transforms', async () => {
    const text = [
      'AWS::CDK::Metadata',
      'AWS::Serverless::Api',
      'Custom::Thing',
      'Acme::Own::Thing::MODULE',
      'AWS::S3::Bucket::MODULE',
    ]
      .map((type, index) => `  R${index}: { Type: '${type}', Properties: { Anything: 1 } }`)
      .join('\n');
    expect(await foundIn(text, 'RESOURCE_TYPE_UNKNOWN')).toEqual([]);
    expect(await foundIn(text, 'PROPERTY_UNKNOWN')).toEqual([]);
  });
});

describe('RUNTIME_DEPRECATED', () => {
  it.each([
    ['nodejs20.x', 1],
    ['nodejs22.x', 0],
    ['python3.10', 1],
    ['python3.11', 0],
  ])('knows whether %s is supported', async (runtime, count) => {
    const text = functionNamed('Chat').replace('nodejs24.x', runtime);
    expect(await foundIn(text, 'RUNTIME_DEPRECATED')).toHaveLength(count);
  });
});
